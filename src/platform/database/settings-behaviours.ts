import type { Behaviour } from '../../model/module.js';

export const settingsBehaviours = (): readonly Behaviour[] => [];
