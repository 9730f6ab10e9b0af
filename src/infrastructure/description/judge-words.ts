/** What is wrong with a description, in the words of the person who wrote it: from errors of the schema to findings. */
import type { ErrorObject } from 'ajv';
import { type Finding, finding } from '../../findings/finding.js';
import { suggest } from '../../findings/suggest.js';
import { readDiagnostics as row } from './diagnostics.js';
import type { Places } from '../model/infrastructure.js';
import { hostProblem } from '../model/hosts.js';

type Path = readonly (string | number)[];

/** What an explanation needs to know of the schema. */
export interface SchemaWords {
  /** How the tier is called. */
  readonly tier: string;
  /** Tiers that have a word. */
  readonly tiersWith: (word: string) => readonly string[];
  /** Names of the properties of a schema. */
  readonly propertiesOf: (schema: unknown) => readonly string[];
  /** What may be said of a node. */
  readonly ofNodes: readonly string[];
}

/** Where in the description an error is. */
export function pathOf({ instancePath }: ErrorObject): Path {
  return instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/** The key that was meant by one that does not exist. */
export function meantKey(error: ErrorObject, words: SchemaWords): string | undefined {
  if (error.keyword !== 'additionalProperties') return undefined;
  return suggest(
    String((error.params as { readonly additionalProperty?: unknown }).additionalProperty),
    words.propertiesOf(error.parentSchema),
  );
}

export function explain(error: ErrorObject, places: Places, words: SchemaWords): Finding {
  const path = pathOf(error);
  const inside = nameOf(path, words);
  const params: Readonly<Record<string, unknown>> = error.params;
  const value = (text: string, help?: string): Finding => finding(row.value, places.site(path), inside, text, help);
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownKey(error, path, places, words);
    case 'required': {
      const name = String(params.missingProperty);
      return finding(row.missing, places.site([...path, name], 'key'), name, inside);
    }
    case 'enum': {
      const allowed = Array.isArray(params.allowedValues) ? params.allowedValues.map(String) : [];
      const given = String(error.data);
      const meant = byOtherName(given, allowed) ?? suggest(given, allowed);
      const all = allowed.join(', ');
      // A long list helps only those who have no idea.
      return allowed.length > 8 && meant !== undefined
        ? value(`is '${given}', but must be one of the ${allowed.length} that there are`, `did you mean '${meant}'?`)
        : value(
            `is '${given}', but must be one of ${all}`,
            meant === undefined ? undefined : `did you mean '${meant}'?`,
          );
    }
    case 'pattern':
      return patternOf(path, String(error.data), value);
    case 'type':
      return value(
        `must be ${article(String(params.type))}, and is ${kindOf(error.data)}`,
        remedyOf(String(params.type), path, error.data, words),
      );
    case 'anyOf':
      return value(alternativesOf(path, error.data), memoryHint(path, error.data));
    case 'minimum':
      return value(`must be ${String(params.limit)} or more, and is ${kindOf(error.data)}`);
    case 'exclusiveMinimum':
      return value(`must be more than ${String(params.limit)}, and is ${kindOf(error.data)}`);
    case 'minItems':
      return value('must have an entry, and is empty');
    default:
      return value(error.message ?? 'is not allowed');
  }
}

/** What people call an operating system, by the name that its facts have. */
const otherNames: Readonly<Record<string, RegExp>> = {
  RedHat: /^(?:RHEL|Red ?Hat(?: Enterprise)?(?: Linux)?) ?(\d+)/i,
  OracleLinux: /^(?:OL|Oracle(?: ?Linux)?) ?(\d+)/i,
  Rocky: /^Rocky(?: ?Linux)? ?(\d+)/i,
  AlmaLinux: /^Alma(?: ?Linux)? ?(\d+)/i,
  CentOS: /^CentOS(?: ?Stream)? ?(\d+)/i,
};

function byOtherName(given: string, allowed: readonly string[]): string | undefined {
  return Object.entries(otherNames)
    .flatMap(
      ([name, form]) =>
        form
          .exec(given)
          ?.slice(1)
          .map((release) => `${name} ${release}`) ?? [],
    )
    .find((name) => allowed.includes(name));
}

/** How people call a part of a description. */
function nameOf(path: Path, { tier }: SchemaWords): string {
  const [first, name, ...rest] = path;
  if (first === undefined) return `the tier '${tier}'`;
  if (first !== 'nodes' || name === undefined) return `'${path.join('.')}'`;
  return rest.length === 0 ? `the node '${name}'` : `'${rest.join('.')}' of the node '${name}'`;
}

function unknownKey(error: ErrorObject, path: Path, places: Places, words: SchemaWords): Finding {
  const key = String((error.params as { readonly additionalProperty?: unknown }).additionalProperty);
  const site = places.site([...path, key], 'key');
  const inside = nameOf(path, words);
  if (path.length === 0) {
    if (key.includes('::')) return finding(row.misplacedHiera, site, key);
    const others = words.tiersWith(key);
    if (others.length > 0) return finding(row.otherTier, site, key, words.tier, others);
    if (key.includes('.'))
      return finding(row.misplaced, site, key, inside, 'a node stands below `nodes`, indented further');
    if (words.ofNodes.includes(key))
      return finding(row.misplaced, site, key, inside, `'${key}' stands below the name of a node, indented further`);
  }
  if (path[0] === 'nodes' && path.length === 2 && key.includes('.'))
    return finding(row.misplaced, site, key, inside, 'a node stands right below `nodes`, indented less');
  const known = words.propertiesOf(error.parentSchema);
  return finding(row.unknownKey, site, key, inside, suggest(key, known), known);
}

function patternOf(path: Path, given: string, value: (text: string, help?: string) => Finding): Finding {
  const last = path.at(-1);
  const quoted = `('${given}')`;
  switch (last) {
    case 'memory':
      return value(`${quoted} is not an amount of memory, such as 16 GiB`, memoryHint(path, given));
    case 'environment':
      return value(`${quoted} is not the name of an environment: small letters, digits and underscores`);
    case 'key':
      return value(`${quoted} has no '{name}' in it, which stands for the name of the secret`);
    case 'name':
      return value(`${quoted} is not the name of a module: small letters, digits and underscores`);
    case 'owner':
      return value(`${quoted} is not a name on the Forge: letters and digits`);
    default: {
      const wrong = hostProblem(given);
      return value(`${quoted} ${wrong?.problem ?? 'is not the name of a host'}`, wrong?.help);
    }
  }
}

/** What `16G`, `16 GB` or `16g` mean. */
function memoryHint(path: Path, given: unknown): string | undefined {
  if (path.at(-1) !== 'memory' || typeof given !== 'string') return undefined;
  const [, amount = '', unit = ''] = /^\s*(\d+(?:[.,]\d+)?)\s*([kmgt])(?:i?b|i)?\s*$/i.exec(given) ?? [];
  const full = { m: 'MiB', g: 'GiB', t: 'TiB' }[unit.toLowerCase()];
  return full === undefined ? undefined : `did you mean '${amount.replace(',', '.')} ${full}'?`;
}

/** What to write instead of a value of another type, where it is plain what is meant. */
function remedyOf(type: string, path: Path, given: unknown, { ofNodes }: SchemaWords): string | undefined {
  const last = path.at(-1);
  if (type === 'object' && path[0] === 'nodes') {
    if (path.length === 1 && Array.isArray(given))
      return 'write each node as a key, without a hyphen: `name.example.com:`';
    if (path.length === 2 && ofNodes.some((word) => word === last))
      return `'${String(last)}' stands below the name of a node, indented further`;
  }
  if (type === 'array' && (typeof given === 'string' || typeof given === 'number')) return `write a list: [${given}]`;
  if (typeof given !== 'string') return undefined;
  if (type === 'boolean') {
    if (/^(?:true|yes|on)$/i.test(given)) return 'write true, without quotes';
    return /^(?:false|no|off)$/i.test(given) ? 'write false, without quotes' : undefined;
  }
  if (type !== 'integer' && type !== 'number') return undefined;
  if (/^\d+(?:\.\d+)?$/.test(given)) return 'leave out the quotes';
  if (/^\d+,\d+$/.test(given)) return `write a point: ${given.replace(',', '.')}`;
  const [, amount, unit = ''] = /^(\d+) ?([a-z]+)$/i.exec(given) ?? [];
  if (amount === undefined) return undefined;
  if (last !== 'run_interval') return `write the number alone: ${amount}`;
  const seconds = { s: 1, m: 60, h: 3600, d: 86_400 }[unit.charAt(0).toLowerCase()];
  return seconds === undefined ? 'it is in seconds' : `it is in seconds: ${Number(amount) * seconds}`;
}

function alternativesOf(path: Path, data: unknown): string {
  const last = path.at(-1);
  if (last === 'memory')
    return `must be a number of GiB, or text such as '16 GiB' or '12288 MiB', and is ${kindOf(data)}`;
  const expected =
    last === 'postgresql'
      ? 'the certname of a node, { external: NAME }, or { patroni_members: [...] }'
      : last === 'secrets'
        ? '{ backend: eyaml, public_key: FILE } or { backend: lookup, key: ... }'
        : 'the certname of a node, or { external: NAME }';
  return `must be ${expected}, and is ${kindOf(data)}`;
}

const articles: Readonly<Record<string, string>> = {
  object: 'a mapping',
  array: 'a list',
  integer: 'a whole number',
  string: 'a text',
  boolean: 'true or false',
};
const article = (type: string): string => articles[type] ?? `a ${type}`;

function kindOf(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  return typeof value === 'string' ? `the text '${value}'` : JSON.stringify(value);
}
