import type { Behaviour } from '../../model/module.js';

export const repositoryBehaviours = (): readonly Behaviour[] => [];
