import type { Behaviour } from '../../model/module.js';

export const standaloneBehaviours = (): readonly Behaviour[] => [];
