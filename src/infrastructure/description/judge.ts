/** A description against the schema that is made from its types. */
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { finding, type Finding } from '../../findings/finding.js';
import { suggest } from '../../findings/suggest.js';
import type { Data } from '../../model/value.js';
import type { InfrastructureDescription } from './description.js';
import schema from './description.schema.json' with { type: 'json' };
import { readDiagnostics as row } from './diagnostics.js';
import { explain, meantKey, type SchemaWords } from './judge-words.js';
import { isAboutName, mend } from './mend.js';
import type { Places } from '../model/infrastructure.js';

type Tier = InfrastructureDescription['tier'];
interface ObjectSchema {
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Names of the tiers, smallest first. */
const tierNames = Object.keys(schema.properties) as readonly Tier[];

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
  | {
      readonly description?: undefined;
      readonly findings: readonly Finding[];
      /** What can be judged although something is wrong, and where it is written. */
      readonly rest?: { readonly description: InfrastructureDescription; readonly places: Places };
    };

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
    const meant = typeof tier === 'string' ? tierNames.find((name) => name === suggest(tier, tierNames)) : undefined;
    const wrong = finding(row.tier, site, got, tierNames, meant);
    return meant === undefined ? { findings: [wrong] } : judgeAs({ ...data, tier: meant }, meant, places, wrong);
  }
  return judgeAs(data, known, places);
}

/**
 * Data as a description although they lack what their tier needs: Hiera data are complete in ways that they do not say, as
 * where compilers are known by their certificates. Absent where something in them is wrong.
 */
export function withoutTier(data: Readonly<Record<string, Data>>): InfrastructureDescription | undefined {
  // The largest tier has the words of all.
  const tier = tierNames.at(-1);
  if (tier === undefined) return undefined;
  const validate = validatorOf(tier);
  const isSound = validate({ ...data, tier });
  const isOfTier = ({ keyword, instancePath, params }: ErrorObject): boolean =>
    keyword === 'const' ||
    (keyword === 'required' &&
      instancePath === '' &&
      !schema.definitions.StandardDescription.required.includes(
        String((params as { readonly missingProperty?: unknown }).missingProperty),
      ));
  return isSound || outermost(validate.errors ?? []).every(isOfTier)
    ? (data as unknown as InfrastructureDescription)
    : undefined;
}

/** @param wrong what is wrong with the tier, if it is not written as it is meant */
function judgeAs(data: Data, tier: Tier, places: Places, wrong?: Finding): Judged {
  const validate = validatorOf(tier);
  if (validate(data)) {
    const description = data as unknown as InfrastructureDescription;
    return wrong === undefined ? { description, findings: [] } : { findings: [wrong], rest: { description, places } };
  }
  const words = wordsOf(tier);
  const errors = telling(validate.errors ?? [], words);
  // Who misspells the tier may have another one in mind, that needs less.
  const told = wrong === undefined ? errors : errors.filter(({ keyword }) => keyword !== 'required');
  const findings = [...(wrong === undefined ? [] : [wrong]), ...told.map((error) => explain(error, places, words))];
  let mended = mend(data, places, errors, words);
  // What is left out may bring to light what stood behind it.
  for (let tries = 3; tries > 0; tries -= 1) {
    if (validate(mended.data) || outermost(validate.errors ?? []).every(isAboutName)) {
      const description = mended.data as unknown as InfrastructureDescription;
      return { findings, rest: { description, places: mended.places } };
    }
    mended = mend(mended.data, mended.places, telling(validate.errors ?? [], words), words);
  }
  return { findings };
}

function wordsOf(tier: Tier): SchemaWords {
  return {
    tier,
    tiersWith: descriptionTiers,
    propertiesOf,
    ofNodes: propertiesOf({ $ref: '#/definitions/NodeDescription' }),
  };
}

/** The errors that tell a person something: not what follows from another one. */
function telling(errors: readonly ErrorObject[], words: SchemaWords): readonly ErrorObject[] {
  const all = outermost(errors);
  const meant = all.map((error) => meantKey(error, words));
  return all.filter(({ keyword, instancePath, params }) => {
    if (keyword === 'type')
      return !all.some((other) => other.keyword === 'enum' && other.instancePath === instancePath);
    return (
      keyword !== 'required' ||
      !meant.includes(String((params as { readonly missingProperty?: unknown }).missingProperty))
    );
  });
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

/** Tiers whose description has a word, smallest first. */
export function descriptionTiers(word: string): readonly Tier[] {
  return tierNames.filter((name) => Object.hasOwn(definitions[name].properties, word));
}
