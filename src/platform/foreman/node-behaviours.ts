import type { Behaviour } from '../../model/module.js';

export const nodeBehaviours = (): readonly Behaviour[] => [];
