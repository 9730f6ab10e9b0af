/** From the model to the files of the module. */
import { FindingsError, finding, type Finding } from '../src/findings/finding.js';
import type { FileTree, GeneratedFile, ModuleModel } from '../src/model/module.js';
import { assets } from './assets.js';
import { changelog } from './changelog.js';
import type { EmitContext } from '../src/model/emit.js';
import type { Emitter } from './context.js';
import { emitDiagnostics } from './diagnostics.js';
import { examples } from './examples.js';
import { fixturesYml } from './fixtures-yml.js';
import { hieraSchema } from './hiera-schema.js';
import { hiera } from './hiera.js';
import { manifests } from './manifests.js';
import { metadata } from './metadata.js';
import { sortedBy } from '../src/text/order.js';
import { projectFiles } from './project-files.js';
import { readme } from './readme/readme.js';
import { reference } from './reference/reference.js';
import { catalogSpecs } from './specs/catalog-specs.js';
import { specSupport } from './specs/support.js';
import { valueSpecs } from './specs/value-specs.js';

export type { Emitter, Entry } from './context.js';
export { proseSections } from './readme/readme.js';

const emitters: readonly Emitter[] = [
  manifests,
  assets,
  hiera,
  metadata,
  reference,
  readme,
  changelog,
  projectFiles,
  fixturesYml,
  specSupport,
  catalogSpecs,
  valueSpecs,
  examples,
  hieraSchema,
];

/**
 * All files of the module, sorted by path. Pure: nothing but the model, the context and the templates of this package
 * has a part in it.
 * @throws {FindingsError} with everything that keeps the model from being written out
 */
export function emit(model: ModuleModel, context: EmitContext): FileTree {
  const files = new Map<string, GeneratedFile>();
  const findings: Finding[] = [];
  for (const emitter of emitters) {
    try {
      for (const [path, file] of emitter(model, context)) {
        if (!isPortable(path)) findings.push(finding(emitDiagnostics.pathNotPortable, undefined, path));
        else if (files.has(path)) findings.push(finding(emitDiagnostics.duplicatePath, undefined, path));
        else files.set(path, file);
      }
    } catch (error) {
      if (!(error instanceof FindingsError)) throw error;
      findings.push(...error.findings);
    }
  }
  if (findings.length > 0) throw new FindingsError(unique(findings));
  return new Map(sortedBy(files, ([path]) => path));
}

function isPortable(path: string): boolean {
  const parts = path.split('/');
  return path.length <= 256 && parts.every((part) => /^[\w.@+-]+$/.test(part) && part !== '.' && part !== '..');
}

/** Two emitters may stumble over the same thing. */
function unique(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((item) => [`${item.code} ${item.message}`, item])).values()];
}
