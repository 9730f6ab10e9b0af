import type { Behaviour } from '../../../model/module.js';

export const databasesBehaviours = (): readonly Behaviour[] => [];
