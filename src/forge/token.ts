/** The token that publishes: where it comes from, and how it is kept out of everything that is shown. */
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { finding, FindingsError } from '../findings/finding.js';
import { codeOf } from '../write/disk.js';
import { forgeDiagnostics as row } from './diagnostics.js';
import { TOKEN_VARIABLE } from '../toolchain/token-variable.js';

const TOKEN_FILE_VARIABLE = 'OVP_FORGE_TOKEN_FILE';

/** Permissions of anybody but the owner. */
const OTHERS = 0o077;
/** More than any token has. */
const LONGEST = 4096;

/** Characters that HTML has names for. */
const ENTITIES: Readonly<Record<string, readonly string[]>> = {
  '&': ['&amp;'],
  '<': ['&lt;'],
  '>': ['&gt;'],
  '"': ['&quot;'],
  "'": ['&apos;'],
};

/** A secret that does not show itself: not in a template, not as JSON, not where an object is inspected. */
export class Token {
  readonly #value: string;
  /** @param source - for messages */
  constructor(
    value: string,
    readonly source: string,
  ) {
    this.#value = value;
  }

  /** The value of the header `Authorization`; nothing else may ask for it. */
  header(): string {
    return `Bearer ${this.#value}`;
  }

  /** A text of somebody else's without the token, in whichever form it is in there: hosts are in lower case, for one. */
  redact(text: string): string {
    const value = this.#value;
    const forms = [
      Buffer.from(this.header()).toString('base64'),
      Buffer.from(value).toString('base64'),
      Buffer.from(value).toString('hex'),
      encodeURIComponent(value),
      JSON.stringify(value).slice(1, -1),
    ];
    const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const inHtml = [...value].map((char) => {
      const names = [escaped(char), `&#${char.charCodeAt(0)};`, ...(ENTITIES[char] ?? [])];
      return names.length > 2 ? `(?:${names.join('|')})` : escaped(char);
    });
    // Where Base64 goes on after it, it has no end of its own.
    const parts = [...forms.map((form) => escaped(form.replace(/=+$/, ''))), inHtml.join('')];
    return text.replace(new RegExp(`(?:${parts.join('|')})=*`, 'gi'), '[token]');
  }
}

/**
 * Takes the token out of the environment, so that no process that is started later inherits it. A file that is named
 * goes before the variable.
 *
 * @param file - of `--token-file`
 * @returns `undefined` where there is none
 * @throws FindingsError where there is one that must not be used
 */
export async function takeToken(
  file: string | undefined,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Token | undefined> {
  const { [TOKEN_VARIABLE]: value, [TOKEN_FILE_VARIABLE]: named } = env;
  delete env.OVP_FORGE_TOKEN;
  const path = file ?? (named === '' ? undefined : named);
  if (path !== undefined) return checked(await readPrivate(path), `'${path}'`);
  return value === undefined || value === '' ? undefined : checked(value, TOKEN_VARIABLE);
}

const NAMED_BY_TOKEN = 'Name the file that holds the token; whoever sees the list of processes has seen this one.';
/** What tokens of the Forge look like. */
const LIKE_A_TOKEN = /^[0-9a-f]{32,}$/i;

async function readPrivate(path: string): Promise<string> {
  const refuse = (reason: string, remedy: string): FindingsError =>
    new FindingsError([finding(row.tokenFile, undefined, path, reason, remedy)]);
  // A pipe that nobody writes to would never be open.
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch((error: unknown) => {
    if (LIKE_A_TOKEN.test(basename(path))) {
      const shown = join(dirname(path), '...');
      const found = finding(row.tokenFile, undefined, shown, 'its name looks like a token itself', NAMED_BY_TOKEN);
      throw new FindingsError([found]);
    }
    throw refuse(`it cannot be read (${codeOf(error) ?? 'unknown reason'})`, 'Check the path, and who owns the file.');
  });
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) throw refuse('it is not a regular file', 'Name the file that holds the token.');
    // Windows has other means to keep files private.
    if (process.platform !== 'win32') {
      if (stats.uid !== process.getuid?.()) throw refuse('it belongs to another user', `Make a copy that is yours.`);
      if ((stats.mode & OTHERS) !== 0) {
        const mode = (stats.mode & 0o777).toString(8).padStart(4, '0');
        throw refuse(
          `its mode is ${mode}, so others may read it`,
          `chmod 0600 ${path}; if others could read it so far, make a new token.`,
        );
      }
    }
    if (stats.size > LONGEST) throw refuse('it is too long', 'The file holds the token and nothing else.');
    return (await handle.readFile('utf8')).replace(/\r?\n$/, '');
  } finally {
    await handle.close();
  }
}

function checked(value: string, source: string): Token {
  const reason =
    value.trim() === ''
      ? 'it is empty'
      : /^bearer\s/i.test(value)
        ? "it begins with 'Bearer', which is added by itself"
        : /\s/.test(value)
          ? 'it has white space in it'
          : /^[\x21-\x7e]+$/.test(value)
            ? undefined
            : 'it has characters that no token has';
  if (reason !== undefined) throw new FindingsError([finding(row.badToken, undefined, source, reason)]);
  return new Token(value, source);
}
