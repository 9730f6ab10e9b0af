/** `ovp-gen init`: asks, and writes the files of a project. */
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { tiers } from '../../infrastructure/plan/tier.js';
import { initDiagnostics as row } from '../../init/diagnostics.js';
import { type NewProject, projectFiles, projectPaths } from '../../init/project.js';
import { type Finding, finding } from '../../findings/finding.js';
import { suggest } from '../../findings/suggest.js';
import type { Context, ExitCode } from '../context.js';
import { EXIT } from '../context.js';
import { printJson, shortPath } from '../report.js';
import { reportFindings } from './infra/output.js';
import { explainedSync } from '../../write/failures.js';
import { makeFolder } from '../../write/folder.js';

/** Answers a question; the default if nothing was typed. */
export type Ask = (question: string, otherwise: string) => Promise<string>;

/** @param ask replaced by tests; absent where nobody can answer */
export async function init(
  context: Context,
  folder: string,
  options: Readonly<Record<string, unknown>>,
  ask: Ask | undefined = terminal(context),
): Promise<ExitCode> {
  const root = resolve(context.cwd, folder);
  const there = projectPaths.filter((path) => existsSync(join(root, path)));
  const shown = shortPath(context.cwd, root);
  if (there.length > 0) return reportFindings(context, [finding(row.exists, undefined, shown, there)], EXIT.findings);
  const answer = async (name: string, question: string, otherwise: string): Promise<string> => {
    const given = options[name];
    if (typeof given === 'string') return given.trim();
    return ask === undefined ? otherwise : (await ask(question, otherwise)).trim();
  };
  const owner = await answer('owner', 'Owner of the module on the Forge', 'acme');
  const module = await answer('name', 'Name of the module', `${owner.toLowerCase()}_platform`);
  const tier = await answer('tier', `Tier (${tiers.join(', ')})`, 'standard');
  const primary = (await answer('primary', 'Certname of the primary server', 'openvox.example.com')).toLowerCase();
  const project = judged({ module, owner, tier, primary });
  if (Array.isArray(project)) return reportFindings(context, project, EXIT.usage);
  const files = projectFiles(project);
  explainedSync('writing', root, () => write(root, files));
  if (context.json) printJson(context, { ok: true, directory: shown, files: [...files.keys()], findings: [] });
  else if (!context.quiet) {
    context.out([...files.keys()].map((path) => `create  ${join(shown, path)}\n`).join(''));
    const enter = shown === '.' ? '' : `cd ${shown} && `;
    context.out(`next: ${enter}npm install && npx ovp-gen && npx ovp-gen infra plan infrastructure.ts\n`);
  }
  return EXIT.ok;
}

function terminal({ json, interactive }: Context): Ask | undefined {
  if (json || !interactive || !process.stdin.isTTY) return undefined;
  return async (question, otherwise) => {
    const lines = createInterface({ input: process.stdin, output: process.stderr });
    try {
      const typed = await lines.question(`${question} (${otherwise}): `);
      return typed.trim() === '' ? otherwise : typed;
    } finally {
      lines.close();
    }
  };
}

interface Answers {
  readonly module: string;
  readonly owner: string;
  readonly tier: string;
  readonly primary: string;
}

const host = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

function judged({ module, owner, tier: named, primary }: Answers): NewProject | Finding[] {
  const wrong: Finding[] = [];
  if (!/^[a-z][a-z0-9_]*$/.test(module)) {
    wrong.push(
      finding(row.badName, undefined, '--name', module, 'a name of lower-case letters, digits and underscores'),
    );
  }
  if (!/^[A-Za-z0-9]+$/.test(owner)) {
    wrong.push(finding(row.badName, undefined, '--owner', owner, 'a name of letters and digits'));
  }
  if (!host.test(primary)) wrong.push(finding(row.badName, undefined, '--primary', primary, 'the name of a host'));
  const tier = tiers.find((known) => known === named);
  if (tier === undefined) wrong.push(finding(row.unknownTier, undefined, named, tiers, suggest(named, tiers)));
  return tier === undefined || wrong.length > 0 ? wrong : { module, owner, tier, primary };
}

/** Nothing that is there is overwritten. */
function write(root: string, files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) {
    const file = join(root, path);
    makeFolder(dirname(file));
    writeFileSync(file, text, { flag: 'wx' });
  }
}
