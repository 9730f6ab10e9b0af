import type { Behaviour } from '../../model/module.js';

export const encBehaviours = (): readonly Behaviour[] => [];
