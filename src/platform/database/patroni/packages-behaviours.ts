import type { Behaviour } from '../../../model/module.js';

export const packagesBehaviours = (): readonly Behaviour[] => [];
