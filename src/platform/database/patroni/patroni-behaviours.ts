import type { Behaviour } from '../../../model/module.js';

export const patroniBehaviours = (): readonly Behaviour[] => [];
