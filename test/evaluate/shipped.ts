/** The shipped platform as a model, read from its sources. */
import { loadProject } from '../../src/load/project.js';
import type { ModuleModel } from '../../src/model/module.js';
import { packageFile } from '../../src/package-root.js';

export async function shipped(): Promise<ModuleModel> {
  const { model } = await loadProject({ config: packageFile('ovp.config.ts') });
  if (model === undefined) throw new Error('the shipped platform has findings');
  return model;
}
