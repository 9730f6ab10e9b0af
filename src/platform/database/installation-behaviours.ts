import type { Behaviour } from '../../model/module.js';

export const installationBehaviours = (): readonly Behaviour[] => [];
