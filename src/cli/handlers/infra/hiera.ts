/** `ovp-gen infra hiera`: read, check, emit, compare, write. */
import { dirname, join, resolve } from 'node:path';
import { controlRepo } from '../../../../generators/infrastructure/control-repo.js';
import { catalogueOf } from '../../../bind/catalogue.js';
import { checkInfrastructure } from '../../../infrastructure/check.js';
import type { ReadInfrastructure } from '../../../infrastructure/description/described.js';
import { emitContext } from '../../../load/emit-context.js';
import { moduleModel } from '../../../load/module-model.js';
import type { Context, ExitCode } from '../../context.js';
import { withProgress } from '../../progress.js';
import { nearestConfig, projectFolder } from '../../project-file.js';
import { deliver, type Generated, type GenerateOptions } from '../../deliver.js';
import { descriptionFile, readDescription } from '../../description.js';
import { hasErrors } from '../../../findings/finding.js';

export interface HieraOptions extends GenerateOptions {
  /** Folder as it was given; absent for the one beside the description. */
  readonly output: string | undefined;
}

export async function hiera(context: Context, named: string | undefined, options: HieraOptions): Promise<ExitCode> {
  const made = await withProgress(context, 'generating', async () =>
    make(context, options, await readDescription(context, named), named),
  );
  const { code } = await deliver(context, options, made, 'ovp-gen infra hiera');
  return code;
}

async function make(
  context: Context,
  { output }: HieraOptions,
  { infrastructure, findings }: ReadInfrastructure,
  named: string | undefined,
): Promise<Omit<Generated, 'inputs'>> {
  const file = descriptionFile(context, named) ?? join(context.cwd, 'infrastructure.yaml');
  const directory = output === undefined ? join(dirname(file), 'control-repo') : resolve(context.cwd, output);
  if (infrastructure === undefined) return { directory, files: undefined, findings };
  const root = projectFolder(context);
  const catalogue = catalogueOf(root);
  const model = await moduleModel(nearestConfig(context), infrastructure.module.name);
  const all = [...findings, ...checkInfrastructure(infrastructure, model, catalogue)];
  const isWrong = hasErrors(all);
  const emitted = await emitContext(root, catalogue);
  return { directory, files: isWrong ? undefined : controlRepo(infrastructure, model, emitted), findings: all };
}
