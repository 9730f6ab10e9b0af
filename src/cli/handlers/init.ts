/** `ovp-gen init`: asks, and writes the files of a project. */
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { tiers } from '../../infrastructure/plan/tier.js';
import { initDiagnostics as row } from '../../init/diagnostics.js';
import { dependencyOf, keptPaths, projectFiles, projectPaths, toolSpecs } from '../../init/project.js';
import { type Finding, finding } from '../../findings/finding.js';
import { suggest } from '../../findings/suggest.js';
import { identityNames } from '../../model/identity-names.js';
import type { Context, ExitCode } from '../context.js';
import { EXIT } from '../context.js';
import { printFindings, printJson, shortPath } from '../report/findings.js';
import { reportFindings } from '../report/output.js';
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
  const present = projectPaths.filter((path) => existsSync(join(root, path)));
  const there = present.filter((path) => !keptPaths.includes(path));
  const shown = shortPath(context.cwd, root);
  if (there.length > 0) return reportFindings(context, [finding(row.exists, undefined, shown, there)], EXIT.findings);
  const wrong: Finding[] = [];
  const answer = async (name: Question, question: string, otherwise: string): Promise<string> => {
    const given = options[name];
    const asked = typeof given === 'string' ? undefined : ask;
    for (let tries = 3; ; tries -= 1) {
      const text = (asked ? await asked(question, otherwise) : typeof given === 'string' ? given : otherwise).trim();
      const found = judged(name, text);
      if (found === undefined) return text;
      // Who is asked is asked again.
      if (asked === undefined || tries === 0) {
        wrong.push(found);
        return text;
      }
      printFindings(context, [found]);
    }
  };
  const owner = await answer('owner', 'Owner of the module on the Forge', 'acme');
  const own = /^[a-z]\w*$/i.test(owner) ? owner.toLowerCase() : 'acme';
  const module = await answer('name', 'Name of the module', `${own}_platform`);
  const named = await answer('tier', `Tier (${tiers.join(', ')})`, 'standard');
  const primary = (await answer('primary', 'Certname of the primary server', 'openvox.example.com')).toLowerCase();
  const tier = tiers.find((known) => known === named);
  if (tier === undefined || wrong.length > 0) return reportFindings(context, wrong, EXIT.usage);
  const project = { module, owner, tier, primary, dependency: dependencyOf(root) };
  const files = new Map([...projectFiles(project)].filter(([path]) => !present.includes(path)));
  explainedSync('writing', root, () => write(root, files));
  if (context.json)
    printJson(context, { ok: true, directory: shown, files: [...files.keys()], kept: present, findings: [] });
  else if (!context.quiet) {
    context.out(present.map((path) => `keep    ${join(shown, path)}\n`).join(''));
    context.out([...files.keys()].map((path) => `create  ${join(shown, path)}\n`).join(''));
    const enter = shown === '.' ? '' : `cd ${shown} && `;
    const steps = `${installation(root, present)} && npx ovp-gen && npx ovp-gen infra plan infrastructure.ts`;
    context.out(`next: ${enter}${steps}\n`);
  }
  return EXIT.ok;
}

type Question = 'owner' | 'name' | 'tier' | 'primary';

/** The command that installs what the project needs; a package.json that was there does not name all of it. */
function installation(root: string, present: readonly string[]): string {
  if (!present.includes('package.json')) return 'npm install';
  const own = existsSync(join(root, 'node_modules', 'ovp-gen')) ? '' : ` && npm install ovp-gen@${dependencyOf(root)}`;
  return `npm pkg set type=module${own} && npm install --save-dev ${toolSpecs().join(' ')}`;
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

const host = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

/** What is wrong with an answer. */
function judged(question: Question, answer: string): Finding | undefined {
  const bad = (expected: string): Finding => finding(row.badName, undefined, `--${question}`, answer, expected);
  switch (question) {
    case 'name':
    case 'owner':
      return identityNames[question].pattern.test(answer) ? undefined : bad(identityNames[question].expected);
    case 'primary':
      return host.test(answer.toLowerCase()) ? undefined : bad('the name of a host');
    case 'tier':
      return tiers.some((known) => known === answer)
        ? undefined
        : finding(row.unknownTier, undefined, answer, tiers, suggest(answer, tiers));
  }
}

/** Nothing that is there is overwritten. */
function write(root: string, files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) {
    const file = join(root, path);
    makeFolder(dirname(file));
    writeFileSync(file, text, { flag: 'wx' });
  }
}
