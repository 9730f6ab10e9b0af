/** `ovp-gen infra secrets`: which secrets there are, and the encrypted file of those that are missing. */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { SECRETS_FILE } from '../../../../generators/infrastructure/control-repo.js';
import { secretsDiagnostics as row } from '../../../infrastructure/secrets/diagnostics.js';
import { eyamlEncryptor } from '../../../infrastructure/secrets/eyaml.js';
import { secretsFile } from '../../../infrastructure/secrets/file.js';
import { neededSecrets, type NeededSecret, storeKey } from '../../../infrastructure/secrets/needed.js';
import type { Infrastructure } from '../../../infrastructure/model/infrastructure.js';
import { readText } from '../../../infrastructure/source/read-text.js';
import { parseLocated } from '../../../infrastructure/source/located.js';
import { type Finding, finding, hasErrors } from '../../../findings/finding.js';
import { suggest } from '../../../findings/suggest.js';
import { EXIT, type Context, type ExitCode } from '../../context.js';
import { countText, findingsJson, printFindings, printJson, shortPath } from '../../report/findings.js';
import { descriptionFile, readDescription } from '../../description.js';
import { replaceFile } from '../../../write/replace.js';

export interface SecretsOptions {
  readonly output: string | undefined;
  readonly rotate: readonly string[];
  readonly list: boolean;
}

interface Outcome {
  readonly needed: readonly (NeededSecret & { readonly store?: string })[];
  readonly made: readonly string[];
  /** The file with the secrets, if there is one. */
  readonly file: string | undefined;
  readonly findings: readonly Finding[];
}

export async function secrets(context: Context, named: string | undefined, options: SecretsOptions): Promise<ExitCode> {
  const { infrastructure, findings } = await readDescription(context, named);
  const description = descriptionFile(context, named) ?? context.cwd;
  const outcome: Outcome =
    infrastructure === undefined
      ? { needed: [], made: [], file: undefined, findings }
      : make(context, infrastructure, description, options);
  const ok = !hasErrors(outcome.findings);
  if (context.json) {
    const { needed, made, file } = outcome;
    printJson(context, {
      ok,
      ...(file === undefined ? {} : { file: shortPath(context.cwd, file) }),
      made,
      secrets: needed,
      findings: findingsJson(context, outcome.findings),
    });
    return ok ? EXIT.ok : EXIT.findings;
  }
  if (ok && !context.quiet) context.out(textOf(context, outcome));
  printFindings(context, outcome.findings);
  if (!ok) context.err(`${countText(outcome.findings)}; nothing was written\n`);
  return ok ? EXIT.ok : EXIT.findings;
}

function make(
  { cwd }: Context,
  all: Infrastructure,
  description: string,
  { output, rotate, list }: SecretsOptions,
): Outcome {
  const needed = neededSecrets(all).map((secret) => {
    const store = storeKey(all, secret.name);
    return store === undefined ? secret : { ...secret, store };
  });
  const nothing = { needed, made: [], file: undefined };
  const names = needed.map(({ name }) => name);
  const unknown = rotate.filter((name) => !names.some((known) => known === name));
  if (unknown.length > 0)
    return {
      ...nothing,
      findings: unknown.map((name) => finding(row.unknownSecret, undefined, name, names, suggest(name, names))),
    };
  if (needed.length === 0 || list) return { ...nothing, findings: [] };
  if (all.secrets === undefined) return { ...nothing, findings: [finding(row.noBackend, all.places.site([]))] };
  if (all.secrets.backend === 'lookup') return { ...nothing, findings: [] };
  const encrypt = eyamlEncryptor(resolve(dirname(description), all.secrets.public_key));
  if (typeof encrypt !== 'function')
    return { ...nothing, findings: [{ ...encrypt, site: all.places.site(['secrets', 'public_key']) }] };
  const root = output === undefined ? join(dirname(description), 'control-repo') : resolve(cwd, output);
  const file = join(root, 'data', SECRETS_FILE);
  const text = existsSync(file) ? readText(file) : '';
  if (typeof text !== 'string') return { ...nothing, findings: [text] };
  const present = parseLocated(text, file);
  if (present.findings.length > 0) return { ...nothing, findings: present.findings };
  const { text: next, made } = secretsFile(present.root, needed, rotate, encrypt);
  if (made.length > 0) replaceFile(file, next, 0o640);
  return { needed, made, file, findings: [] };
}

function textOf({ cwd }: Context, { needed, made, file }: Outcome): string {
  if (needed.length === 0) return 'This infrastructure needs no secret from you.\n';
  const rows = needed.map(({ name, key, purpose, readers, rotation, store }) =>
    [
      `${key}${made.includes(name) ? ' (made now)' : ''}`,
      `  ${purpose}`,
      `  read by ${readers.join(', ')}`,
      ...(store === undefined ? [] : [`  looked up as ${store}; \`openssl rand -hex 24\` makes a value for it`]),
      ...rotation.map((step, index) => `  to change it, ${index + 1}: ${step}`),
    ].join('\n'),
  );
  const where =
    file === undefined
      ? []
      : [`${shortPath(cwd, file)}: ${made.length === 0 ? 'nothing was missing' : `${made.length} made`}`];
  return `${[...rows, ...where].join('\n')}\n`;
}
