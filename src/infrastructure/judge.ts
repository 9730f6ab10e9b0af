/** A description against the schema that is made from its types. */
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { Finding } from '../findings/finding.js';
import { finding } from '../findings/finding.js';
import { suggest } from '../findings/suggest.js';
import type { Data } from '../model/value.js';
import type { InfrastructureDescription } from './description.js';
import schema from './description.schema.json' with { type: 'json' };
import { readDiagnostics as row } from './diagnostics.js';
import type { Places } from './model.js';

type Tier = InfrastructureDescription['tier'];
interface ObjectSchema {
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Names of the tiers, smallest first. */
export const tierNames = Object.keys(schema.properties) as readonly Tier[];

const definitions: Readonly<Record<Tier, ObjectSchema>> = {
  standard: schema.definitions.StandardDescription,
  large: schema.definitions.LargeDescription,
  extra_large: schema.definitions.ExtraLargeDescription,
};

let compiled: Ajv | undefined;

function validatorOf(tier: Tier): ValidateFunction {
  if (compiled === undefined) {
    compiled = new Ajv({ allErrors: true, verbose: true, strict: false });
    compiled.addSchema(schema, 'descriptions');
  }
  const validate = compiled.getSchema(`descriptions#/properties/${tier}`);
  if (validate === undefined) throw new Error(`no schema for '${tier}'`);
  return validate;
}

type Judged =
  | { readonly description: InfrastructureDescription; readonly findings: readonly Finding[] }
  | { readonly description?: undefined; readonly findings: readonly Finding[] };

/** Tells whether data are a description, and everything that keeps them from being one. */
export function judgeDescription(data: Data, places: Places): Judged {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    const got = Array.isArray(data) ? 'a list' : data === null ? 'nothing' : `a ${typeof data}`;
    return { findings: [finding(row.shape, places.site([]), got)] };
  }
  const { tier } = data as { readonly tier?: Data };
  const known = tierNames.find((name) => name === tier);
  if (known === undefined) {
    const got = tier === undefined ? undefined : JSON.stringify(tier);
    const site = places.site(tier === undefined ? [] : ['tier']);
    return {
      findings: [
        finding(row.tier, site, got, tierNames, typeof tier === 'string' ? suggest(tier, tierNames) : undefined),
      ],
    };
  }
  const validate = validatorOf(known);
  if (validate(data)) return { description: data as unknown as InfrastructureDescription, findings: [] };
  return { findings: outermost(validate.errors ?? []).map((error) => explain(error, known, places)) };
}

/** Of alternatives that all fail, the one that the value comes closest to speaks; else the alternative itself. */
function outermost(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const alternatives = errors.filter(({ keyword }) => keyword === 'anyOf');
  const isInside = (error: ErrorObject, others: readonly ErrorObject[]): boolean =>
    others.some((other) => other !== error && within(error.instancePath, other.instancePath));
  const top = alternatives.filter((error) => !isInside(error, alternatives));
  return [
    ...errors.filter((error) => !top.includes(error) && !isInside(error, top)),
    ...top.flatMap((alternative) =>
      closestBranch(
        alternative,
        errors.filter((error) => !top.includes(error) && within(error.instancePath, alternative.instancePath)),
      ),
    ),
  ];
}

const within = (inner: string, outer: string): boolean => inner === outer || inner.startsWith(`${outer}/`);

/** The errors of the branch that has most in common with the value; the alternative itself where none has anything. */
function closestBranch(alternative: ErrorObject, inner: readonly ErrorObject[]): readonly ErrorObject[] {
  const value: unknown = alternative.data;
  if (typeof value === 'string') {
    const about = inner.filter(({ keyword }) => keyword === 'pattern' || keyword === 'maxLength');
    return about.length > 0 ? about.slice(0, 1) : [alternative];
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [alternative];
  const branches: unknown = alternative.parentSchema?.anyOf;
  const ranked = (Array.isArray(branches) ? branches : [])
    .map((branch: unknown) => dereferenced(branch))
    .map((branch) => ({ branch, score: likeness(branch, value) }))
    .sort((one, other) => other.score - one.score);
  const [best] = ranked;
  if (best === undefined || best.score <= 0) return [alternative];
  const names = propertiesOf(best.branch);
  const depth = alternative.instancePath.length;
  return inner.filter(
    ({ instancePath, parentSchema, keyword }) =>
      keyword !== 'const' &&
      (instancePath.length === depth
        ? parentSchema === best.branch
        : names.includes(instancePath.slice(depth + 1).split('/')[0] ?? '')),
  );
}

/** How many keys of the value a branch has; less than nothing where a constant says that another one is meant. */
function likeness(branch: unknown, value: object): number {
  const properties: Readonly<Record<string, unknown>> =
    typeof branch === 'object' && branch !== null && 'properties' in branch
      ? (branch.properties as Readonly<Record<string, unknown>>)
      : {};
  const entries = Object.entries(value);
  const isOther = entries.some(([key, item]) => {
    const property = properties[key];
    return typeof property === 'object' && property !== null && 'const' in property && property.const !== item;
  });
  return isOther ? -1 : entries.filter(([key]) => Object.hasOwn(properties, key)).length;
}

function dereferenced(branch: unknown): unknown {
  if (typeof branch !== 'object' || branch === null || !('$ref' in branch)) return branch;
  const name = decodeURIComponent(String(branch.$ref).replace('#/definitions/', ''));
  return (schema.definitions as Readonly<Record<string, unknown>>)[name];
}

function propertiesOf(branch: unknown): readonly string[] {
  const found = dereferenced(branch);
  return typeof found === 'object' && found !== null && 'properties' in found
    ? Object.keys(found.properties as object)
    : [];
}

function explain(error: ErrorObject, tier: Tier, places: Places): Finding {
  const path = error.instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  const inside = path.length === 0 ? `the tier '${tier}'` : `'${path.join('.')}'`;
  const params: Readonly<Record<string, unknown>> = error.params;
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(params.additionalProperty);
      const site = places.site([...path, key], 'key');
      if (path.length === 0) {
        if (key.includes('::')) return finding(row.misplacedHiera, site, key);
        const others = tierNames.filter((name) => key in definitions[name].properties);
        if (others.length > 0) return finding(row.otherTier, site, key, tier, others);
      }
      const parent: unknown = error.parentSchema;
      const known = propertiesOf(parent);
      return finding(row.unknownKey, site, key, inside, suggest(key, known), known);
    }
    case 'required':
      return finding(row.missing, places.site(path, 'key'), String(params.missingProperty), inside);
    case 'enum': {
      const allowed = Array.isArray(params.allowedValues) ? params.allowedValues.map(String) : [];
      const value = String(error.data);
      return finding(
        row.value,
        places.site(path),
        `${inside} is '${value}', but must be`,
        `one of ${allowed.join(', ')}`,
        suggest(value, allowed),
      );
    }
    case 'pattern': {
      const expected = path.at(-1) === 'memory' ? 'is not an amount of memory, such as 16 GiB' : nounOf(path);
      return finding(row.value, places.site(path), `${inside} ('${String(error.data)}')`, expected, undefined);
    }
    case 'type':
      return finding(
        row.value,
        places.site(path),
        inside,
        `must be ${article(String(params.type))}, and is ${kindOf(error.data)}`,
        undefined,
      );
    case 'anyOf':
      return finding(row.value, places.site(path), inside, alternativesOf(path, error.data), undefined);
    default:
      return finding(row.value, places.site(path), inside, error.message ?? 'is not allowed', undefined);
  }
}

function nounOf(path: readonly (string | number)[]): string {
  switch (path.at(-1)) {
    case 'environment':
      return 'is not the name of an environment: small letters, digits and underscores';
    case 'key':
      return "has no '{name}' in it, which stands for the name of the secret";
    case 'name':
      return 'is not the name of a module: small letters, digits and underscores';
    case 'owner':
      return 'is not a name on the Forge: letters and digits';
    default:
      return 'is not the name of a host';
  }
}

function alternativesOf(path: readonly (string | number)[], data: unknown): string {
  switch (path.at(-1)) {
    case 'memory':
      return `must be a number of GiB, or text such as '16 GiB' or '12288 MiB', and is ${kindOf(data)}`;
    case 'postgresql':
      return 'must be the certname of a node, { external: NAME }, or { patroni_members: [...] }';
    case 'secrets':
      return 'must be { backend: eyaml, public_key: FILE } or { backend: lookup, key: ... }';
    default:
      return 'must be the certname of a node, or { external: NAME }';
  }
}

const article = (type: string): string =>
  /^[aeiou]/.test(type) ? `an ${type}` : type === 'object' ? 'a mapping' : type === 'array' ? 'a list' : `a ${type}`;

function kindOf(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  return typeof value === 'string' ? `the text '${value}'` : JSON.stringify(value);
}

/** Tiers whose description has a word, smallest first. */
export function descriptionTiers(word: string): readonly Tier[] {
  return tierNames.filter((name) => Object.hasOwn(definitions[name].properties, word));
}
