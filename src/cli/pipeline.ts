/** From a configuration to files in memory. */
import type { Pipeline } from './generate.js';
import { hasErrors } from '../findings/finding.js';

export const pipeline: Pipeline = async (config) => {
  const { loadProject } = await import('../load/project.js');
  const { model, context, findings, directory, inputs } = await loadProject({ config });
  if (model === undefined || hasErrors(findings)) {
    return { directory, files: undefined, findings, inputs };
  }
  const { emit } = await import('../../generators/index.js');
  return { directory, files: emit(model, context), findings, inputs };
};
