import type { Behaviour } from '../../model/module.js';

export const tlsBehaviours = (): readonly Behaviour[] => [];
