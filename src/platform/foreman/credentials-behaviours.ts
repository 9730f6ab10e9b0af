import type { Behaviour } from '../../model/module.js';

export const credentialsBehaviours = (): readonly Behaviour[] => [];
