import type { Behaviour } from '../../model/module.js';

export const accessBehaviours = (): readonly Behaviour[] => [];
