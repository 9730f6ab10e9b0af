import type { Behaviour } from '../model/module.js';

export const secretsBehaviours = (): readonly Behaviour[] => [];
