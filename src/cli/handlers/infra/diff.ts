/** `ovp-gen infra diff`. */
import { controlRepo } from '../../../../generators/infrastructure/control-repo.js';
import { catalogueOf } from '../../../bind/catalogue.js';
import { diffInfrastructures } from '../../../infrastructure/diff/diff.js';
import { diffText, type FileChange } from '../../../infrastructure/diff/text.js';
import { emitContext } from '../../../load/emit-context.js';
import { moduleModel } from '../../../load/module-model.js';
import type { FileTree } from '../../../model/module.js';
import type { Context, ExitCode } from '../../context.js';
import { EXIT } from '../../context.js';
import { nearestConfig, projectFolder } from '../../project-file.js';
import { readDescription } from '../../description.js';
import { reportFindings, reportText } from '../../report/output.js';

export async function diff(context: Context, first: string, second: string): Promise<ExitCode> {
  const [before, after] = [await readDescription(context, first), await readDescription(context, second)];
  const findings = [...before.findings, ...after.findings];
  if (before.infrastructure === undefined || after.infrastructure === undefined) {
    return reportFindings(context, findings, EXIT.findings);
  }
  const model = await moduleModel(nearestConfig(context), after.infrastructure.module.name);
  const root = projectFolder(context);
  const emitted = await emitContext(root, catalogueOf(root));
  const made = diffInfrastructures(before.infrastructure, after.infrastructure, model);
  const files = fileChanges(
    controlRepo(before.infrastructure, model, emitted),
    controlRepo(after.infrastructure, model, emitted),
  );
  return reportText(context, diffText(made, files), undefined, findings, { ...made, files });
}

function fileChanges(before: FileTree, after: FileTree): readonly FileChange[] {
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((path): FileChange[] => {
    const [old, now] = [before.get(path), after.get(path)];
    if (old?.content === now?.content && old?.mode === now?.mode) return [];
    return [{ path, kind: old === undefined ? 'added' : now === undefined ? 'removed' : 'changed' }];
  });
}
