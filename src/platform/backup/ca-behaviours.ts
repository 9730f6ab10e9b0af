import type { Behaviour } from '../../model/module.js';

export const caBackupBehaviours = (): readonly Behaviour[] => [];
