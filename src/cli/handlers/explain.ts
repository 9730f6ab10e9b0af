/** `ovp-gen explain`: the definitions, and where something is given, what is set there. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import pc from 'picocolors';
import { catalogueOf } from '../../bind/catalogue.js';
import { explain as explanationOf, type Explanation, type Surroundings } from '../../explain/explain.js';
import { explanationText } from '../../explain/text.js';
import { sourceDiagnostics } from '../../infrastructure/source/diagnostics.js';
import { readTree } from '../../infrastructure/hieradata/tree.js';
import { isDescription, readInfrastructure } from '../../infrastructure/description/read.js';
import { locator } from '../../load/locate.js';
import { moduleModel } from '../../load/module-model.js';
import { finding, type Finding, FindingsError } from '../../findings/finding.js';
import { packageFile, packageRoot } from '../../package-root.js';
import { type Context, EXIT, type ExitCode } from '../context.js';
import { withProgress } from '../progress.js';
import { nearestConfig, projectFolder } from '../project-file.js';
import { placeText, printJson, shortPath } from '../report/findings.js';

export interface ExplainOptions {
  /** Description or Hiera data, as given. */
  readonly path: string | undefined;
  readonly all: boolean;
}

/** Lines of effects that are shown if not all are asked for. */
const FEW = 20;

export async function explain(context: Context, key: string, { path, all }: ExplainOptions): Promise<ExitCode> {
  const root = projectFolder(context);
  const explained = await withProgress(context, 'reading', async () => {
    const given = path === undefined ? {} : await look(resolve(context.cwd, path));
    const model = await moduleModel(nearestConfig(context), given.infrastructure?.module.name);
    const locate = locator(packageRoot, root);
    return explanationOf(key, { model, locate, catalogue: catalogueOf(root), ...given });
  });
  if ('code' in explained) throw new FindingsError([explained]);
  if (context.json) {
    printJson(context, { ok: true, ...withPaths(context, root, explained) });
    return EXIT.ok;
  }
  const { bold, dim } = pc.createColors(context.color);
  const place = (site: { readonly file: string; readonly line: number; readonly column: number }): string =>
    placeText(context, { ...site, file: onDisk(root, site.file) });
  context.out(`${explanationText(explained, { place, bold, dim, limit: all ? Infinity : FEW })}\n`);
  return EXIT.ok;
}

/** What a path leads to. Its warnings are those of `infra check`, and not repeated. */
async function look(path: string): Promise<Pick<Surroundings, 'infrastructure' | 'tree'>> {
  if (!existsSync(path)) throw new FindingsError([finding(sourceDiagnostics.noFile, undefined, path)]);
  if (!isDescription(path)) return { tree: orThrow(readTree(path)) };
  const { infrastructure, findings } = await readInfrastructure(path);
  if (infrastructure === undefined) throw new FindingsError(findings);
  return { infrastructure };
}

function orThrow<T extends { readonly files: readonly unknown[]; readonly findings: readonly Finding[] }>(tree: T): T {
  if (tree.files.length === 0 && tree.findings.length > 0) throw new FindingsError(tree.findings);
  return tree;
}

/** Where a file is that is shown relative to the project, or to the package that the shipped definitions are in. */
function onDisk(root: string, file: string): string {
  const own = resolve(root, file);
  return existsSync(own) ? own : packageFile(file);
}

/** Places as `file`, `line`, `column` relative to where the person is. */
function withPaths({ cwd }: Context, root: string, explained: Explanation): object {
  return JSON.parse(
    JSON.stringify(explained, (key, value: unknown) =>
      key.toLowerCase().endsWith('site') && typeof value === 'object' && value !== null && 'file' in value
        ? { ...value, file: shortPath(cwd, onDisk(root, String(value.file))) }
        : value,
    ),
  ) as object;
}
