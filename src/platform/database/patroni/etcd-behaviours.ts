import type { Behaviour } from '../../../model/module.js';

export const etcdBehaviours = (): readonly Behaviour[] => [];
