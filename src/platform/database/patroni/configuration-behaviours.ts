import type { Behaviour } from '../../../model/module.js';

export const configurationBehaviours = (): readonly Behaviour[] => [];
