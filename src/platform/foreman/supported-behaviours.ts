import type { Behaviour } from '../../model/module.js';

export const supportedBehaviours = (): readonly Behaviour[] => [];
