/**
 * What a control repository's own code reads from Hiera: the parameters of its classes, and every key that it names. Not a
 * parser of the language: headers of classes are read, and everything else is searched for names.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Folders of a control repository in which modules of its own stand; and those of the modulepath of environment.conf. */
const folders = ['site', 'site-modules', 'dist', 'modules', 'profiles', 'local', 'internal'] as const;
const limits = { files: 20_000, bytes: 1024 * 1024, depth: 8 } as const;

export interface SiteCode {
  /** Names of the modules whose code is there. */
  readonly modules: ReadonlySet<string>;
  /** Puppet type of the parameter of a class, if there is one of that name. */
  readonly parameter: (key: string) => string | undefined;
  readonly keysOf: (module: string) => readonly string[];
  /** Keys of all modules. */
  readonly keys: readonly string[];
  /** Whether the code names the key other than as a parameter: in a look-up, or as part of a name that is computed. */
  readonly mentions: (key: string) => boolean;
  /** Whether all classes of a module could be read. */
  readonly isWhole: (module: string) => boolean;
}

/** Reads the code below the root of a control repository; nothing if there is none. */
export function readSiteCode(root: string): SiteCode | undefined {
  const modules = new Set<string>();
  const parameters = new Map<string, string>();
  const partial = new Set<string>();
  const texts: string[] = [];
  let left: number = limits.files;
  const read = (path: string): string | undefined => {
    left -= 1;
    if (left < 0) return undefined;
    try {
      const text = readFileSync(path, 'utf8');
      return text.length > limits.bytes ? undefined : text;
    } catch {
      return undefined;
    }
  };
  const own = ownName(root);
  if (own === undefined)
    for (const manifest of filesBelow(join(root, 'manifests'), ['.pp'])) texts.push(read(manifest) ?? '');
  // Some keep the modules at the root.
  for (const folder of ['', ...new Set([...folders, ...modulepath(root)])]) {
    const found = foldersOf(join(root, folder)).map((module) => ({ module, home: join(root, folder, module) }));
    for (const { module, home } of folder === '' && own !== undefined ? [{ module: own, home: root }] : found) {
      const manifests = filesBelow(join(home, 'manifests'), ['.pp']);
      if (folder === '' && manifests.length === 0) continue;
      if (manifests.length > 0) modules.add(module);
      for (const path of manifests) {
        const text = read(path);
        if (text === undefined) {
          partial.add(module);
          continue;
        }
        texts.push(text);
        for (const [key, type] of classParameters(text)) {
          if (type === unreadable) partial.add(module);
          else parameters.set(key, type);
        }
      }
      for (const part of ['functions', 'lib', 'templates', 'plans', 'data']) {
        for (const path of filesBelow(join(home, part), ['.pp', '.rb', '.epp', '.erb', '.yaml']))
          texts.push(read(path) ?? '');
      }
    }
  }
  if (modules.size === 0 && texts.length === 0) return undefined;
  const all = texts.join('\n');
  const keys = [...parameters.keys()];
  const named = new Set<string>();
  for (const [name] of all.matchAll(/(?<![\w:$])\w+(?:::\w+)+(?![\w:])/g)) named.add(name);
  const computed = [...all.matchAll(/["']?((?:[a-z]\w*::)+)(?:\$\{|#\{|%\{)/g)].map(([, prefix = '']) => prefix);
  const prefixes = new Set(computed);
  return {
    modules,
    parameter: (key) => parameters.get(key),
    keysOf: (module) => keys.filter((key) => key.startsWith(`${module}::`)),
    keys,
    mentions: (key) => named.has(key) || [...prefixes].some((prefix) => key.startsWith(prefix)),
    isWhole: (module) => !partial.has(module),
  };
}

/** Name of the module that the folder itself is. */
function ownName(root: string): string | undefined {
  try {
    const { name } = JSON.parse(readFileSync(join(root, 'metadata.json'), 'utf8')) as { readonly name?: unknown };
    const own = typeof name === 'string' ? /^[^/-]+[/-](\w+)$/.exec(name)?.[1] : undefined;
    return own !== undefined && /^\s*(?:class|define)\s/m.test(readFileSync(join(root, 'manifests', 'init.pp'), 'utf8'))
      ? own
      : undefined;
  } catch {
    return undefined;
  }
}

/** Folders of the modulepath, as far as they are in the control repository. */
function modulepath(root: string): readonly string[] {
  try {
    const text = readFileSync(join(root, 'environment.conf'), 'utf8');
    const paths = /^\s*modulepath\s*=\s*(.*?)\s*$/m.exec(text)?.[1]?.split(':') ?? [];
    return paths
      .filter((path) => /^(?:\.\/)?\w[\w./-]*$/.test(path) && !path.includes('..'))
      .map((path) => path.replace(/^\.\/|\/+$/g, ''));
  } catch {
    return [];
  }
}

const unreadable = '\0';

/** Parameters with their types of all classes of a manifest, by Hiera key. */
function classParameters(source: string): readonly (readonly [key: string, type: string])[] {
  const text = withoutComments(source);
  return [...text.matchAll(/\bclass\s+((?:[a-z]\w*)(?:::[a-z]\w*)*)\s*(\(|inherits|\{)/g)].flatMap((found) => {
    const [whole, name = '', next] = found;
    if (next !== '(') {
      const after = text.slice(found.index + whole.length);
      const inherits = next === 'inherits' ? /^\s*[\w:]+\s*\(/.exec(after) : null;
      if (inherits === null) return [];
      return parametersOf(text, found.index + whole.length + inherits[0].length, name);
    }
    return parametersOf(text, found.index + whole.length, name);
  });
}

function parametersOf(text: string, start: number, name: string): readonly (readonly [string, string])[] {
  const end = closing(text, start);
  if (end === undefined) return [[name, unreadable]];
  return split(text.slice(start, end)).flatMap((part): (readonly [string, string])[] => {
    const declared = /^\s*([\s\S]*?)\$([a-z_]\w*)\s*(?:=[\s\S]*)?$/.exec(part);
    if (declared === null) return part.trim() === '' ? [] : [[name, unreadable]];
    const [, type = '', parameter = ''] = declared;
    return [[`${name}::${parameter}`, type.trim() === '' ? 'Any' : type.trim().replace(/\s+/g, ' ')]];
  });
}

const pairs: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Offset of the parenthesis that ends what begins before `start`. */
function closing(text: string, start: number): number | undefined {
  const open = [')'];
  for (let at = start; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === "'" || character === '"') at = endOfString(text, at);
    else if (pairs[character] !== undefined) open.push(pairs[character]);
    else if (character === open.at(-1)) {
      open.pop();
      if (open.length === 0) return at;
    }
  }
  return undefined;
}

/** Parts between the commas that are in no brackets. */
function split(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === "'" || character === '"') at = endOfString(text, at);
    else if ('([{'.includes(character)) depth += 1;
    else if (')]}'.includes(character)) depth -= 1;
    else if (character === ',' && depth === 0) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)];
}

function endOfString(text: string, start: number): number {
  const quote = text[start];
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === quote) return at;
  }
  return text.length;
}

/** Comments become blanks; `#` in strings stays. */
function withoutComments(text: string): string {
  let result = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '#') {
      const end = text.indexOf('\n', at);
      at = (end < 0 ? text.length : end) - 1;
    } else if (character === "'" || character === '"') {
      const end = endOfString(text, at);
      result += text.slice(at, end + 1);
      at = end;
    } else result += character;
  }
  return result;
}

function foldersOf(path: string): readonly string[] {
  return entriesOf(path)
    .filter((item) => item.isDirectory() && !item.name.startsWith('.'))
    .map(({ name }) => name)
    .sort();
}

function filesBelow(path: string, endings: readonly string[], depth = 0): readonly string[] {
  if (depth > limits.depth) return [];
  return entriesOf(path).flatMap((item) => {
    const full = join(path, item.name);
    if (item.isDirectory()) return filesBelow(full, endings, depth + 1);
    return item.isFile() && endings.some((ending) => item.name.endsWith(ending)) ? [full] : [];
  });
}

function entriesOf(path: string) {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch {
    return [];
  }
}
