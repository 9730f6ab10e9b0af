import type { Behaviour } from '../../model/module.js';

export const foremanBehaviours = (): readonly Behaviour[] => [];
