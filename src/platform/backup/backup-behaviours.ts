import type { Behaviour } from '../../model/module.js';

export const backupBehaviours = (): readonly Behaviour[] => [];
