/** `ovp-gen infra check`: tells descriptions from trees of Hiera data, and judges each. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Catalogue, catalogueOf } from '../../../bind/catalogue.js';
import { checkRead } from '../../../infrastructure/check.js';
import { sourceDiagnostics } from '../../../infrastructure/source/diagnostics.js';
import { checkTree } from '../../../infrastructure/hieradata/check.js';
import { isDescription, readInfrastructure } from '../../../infrastructure/description/read.js';
import { moduleModel } from '../../../load/module-model.js';
import { type Finding, finding, hasErrors } from '../../../findings/finding.js';
import type { ModuleModel } from '../../../model/module.js';
import { type Context, EXIT, type ExitCode } from '../../context.js';
import { withProgress } from '../../progress.js';
import { nearestConfig, projectFolder } from '../../project-file.js';
import { usualNames } from '../../description.js';
import { countText, findingsJson, printFindings, printJson } from '../../report/findings.js';
import { replaceFile } from '../../../write/replace.js';
import { counted } from '../../../text/count.js';

/** What was looked at, for the summary. */
interface Looked {
  readonly path: string;
  readonly what: string;
  readonly findings: readonly Finding[];
}

export async function check(
  context: Context,
  paths: readonly string[],
  { sarif }: { readonly sarif: string | undefined },
): Promise<ExitCode> {
  const model = await moduleModel(nearestConfig(context));
  const catalogue = catalogueOf(projectFolder(context));
  const looked = await withProgress(context, 'checking', async () => {
    const all: Looked[] = [];
    for (const path of paths.length > 0 ? paths : usual(context)) all.push(await look(context, path, model, catalogue));
    return all;
  });
  const findings = looked.flatMap((item) => item.findings);
  const ok = !hasErrors(findings);
  if (sarif !== undefined) {
    const [{ sarif: sarifOf }, { version }] = await Promise.all([
      import('../../report/sarif.js'),
      import('../../self.js'),
    ]);
    const report = `${JSON.stringify(sarifOf(context, findings, version()), undefined, 2)}\n`;
    replaceFile(resolve(context.cwd, sarif), report);
  }
  if (context.json) {
    printJson(context, {
      ok,
      checked: looked.map(({ path, what }) => ({ path, what })),
      findings: findingsJson(context, findings),
    });
  } else {
    printFindings(context, findings);
    for (const { path, what, findings: own } of looked) {
      if (!context.quiet || own.length > 0)
        context.err(`${path}: ${what}${own.length === 0 ? ', nothing to complain about' : `; ${countText(own)}`}\n`);
    }
  }
  return ok ? EXIT.ok : EXIT.findings;
}

/** The description of the folder, and its Hiera data. */
function usual(context: Context): readonly string[] {
  const isHere = (name: string): boolean => existsSync(resolve(context.cwd, name));
  const descriptions = usualNames.filter(isHere);
  const hasData = ['hiera.yaml', 'data', 'hieradata'].some(isHere);
  return descriptions.length === 0 ? ['.'] : [...descriptions, ...(hasData ? ['.'] : [])];
}

async function look(context: Context, given: string, model: ModuleModel, catalogue: Catalogue): Promise<Looked> {
  const path = resolve(context.cwd, given);
  if (!existsSync(path))
    return { path: given, what: 'not there', findings: [finding(sourceDiagnostics.noFile, undefined, given)] };
  if (isDescription(path)) {
    const read = await readInfrastructure(path);
    const all = read.infrastructure ?? read.rest?.infrastructure;
    const name = all?.module.name ?? model.identity.name;
    const meant = model.identity.name === name ? model : await moduleModel(nearestConfig(context), name);
    return {
      path: given,
      what: all === undefined ? 'a description' : `a description of ${counted(all.nodes.length, 'node')}`,
      findings: checkRead(read, meant, catalogue),
    };
  }
  const { files, keys, findings } = checkTree(path, model, catalogue);
  return { path: given, what: `Hiera data, ${counted(keys, 'key')} in ${counted(files, 'file')}`, findings };
}
