import type { Behaviour } from '../../model/module.js';

export const openvoxviewBehaviours = (): readonly Behaviour[] => [];
