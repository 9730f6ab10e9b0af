import type { Behaviour } from '../../model/module.js';

export const postgresqlBehaviours = (): readonly Behaviour[] => [];
