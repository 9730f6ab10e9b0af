import type { Behaviour } from '../../model/module.js';

export const openvoxdbBehaviours = (): readonly Behaviour[] => [];
