import type { Behaviour } from '../../model/module.js';

export const proxyBehaviours = (): readonly Behaviour[] => [];
