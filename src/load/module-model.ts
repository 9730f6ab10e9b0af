/** The model of the module that a command is about, without its text. */
import { existsSync } from 'node:fs';
import { buildModel } from '../model/build.js';
import { FindingsError } from '../findings/finding.js';
import type { ModuleModel } from '../model/module.js';
import { packageFile } from '../package-root.js';
import { openvoxPlatform } from '../platform/index.js';

/**
 * The model of a project, or that of the shipped platform.
 *
 * @param config absolute path of the configuration; absent for the shipped platform
 * @param name of the module that is meant; the shipped platform under that name where the project is about another one
 * @throws FindingsError where there are errors in the project
 */
export async function moduleModel(config: string | undefined, name?: string): Promise<ModuleModel> {
  if (config === undefined && isReflected()) return shippedModel(name);
  const { loadProject } = await import('./project.js');
  const { model, findings } = await loadProject({ config: config ?? packageFile('ovp.config.ts') });
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (model === undefined || errors.length > 0) throw new FindingsError(errors);
  return name === undefined || model.identity.name === name || !isReflected() ? model : shippedModel(name);
}

function shippedModel(name: string | undefined): ModuleModel {
  return buildModel(
    { module: name === undefined ? {} : { name }, platform: openvoxPlatform },
    { assets: [], prose: {}, locate: () => undefined },
  ).model;
}

/** The build reads the definitions on the way; code that runs from its sources has to do that now. */
function isReflected(): boolean {
  return (
    openvoxPlatform.definitions.every(({ reflection }) => reflection !== undefined) ||
    !existsSync(packageFile('ovp.config.ts'))
  );
}
