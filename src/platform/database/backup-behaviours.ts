import type { Behaviour } from '../../model/module.js';

export const postgresqlBackupBehaviours = (): readonly Behaviour[] => [];
