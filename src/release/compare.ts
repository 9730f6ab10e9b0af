/** What differs between the public interfaces of two releases, and what that means for those who use the module. */
import semver from 'semver';
import { isAssignable, parseType, type TypeAliases } from '../puppet/types/index.js';
import { type PublicDefinition, type PublicInterface, type PublicParameter, systemName } from './interface.js';

/** `breaking`: what worked may fail, or do something else. `addition`: there is more than before. */
export type Impact = 'breaking' | 'addition';

export interface Change {
  readonly impact: Impact;
  /** A sentence for the changelog, Markdown. */
  readonly text: string;
}

type Callable = Extract<PublicDefinition, { parameters: readonly PublicParameter[] }>;

/** What both sides are looked at with. */
interface Surroundings {
  readonly aliases: TypeAliases;
  /** Operating systems that both support; one without a name where there is none. */
  readonly systems: readonly string[];
}

/** @param aliases - of the module as it is now, and of the component modules */
export function compareInterfaces(before: PublicInterface, after: PublicInterface, aliases: TypeAliases): Change[] {
  const shared = systemsOf(after).filter((system) => systemsOf(before).includes(system));
  const surroundings = { aliases, systems: shared.length === 0 ? [''] : shared };
  const changes: Change[] = [];
  const breaking = (text: string): void => void changes.push({ impact: 'breaking', text });
  const addition = (text: string): void => void changes.push({ impact: 'addition', text });
  for (const [name, old] of Object.entries(before.definitions)) {
    const now = after.definitions[name];
    if (now === undefined) breaking(`The ${wordOf(old)} \`${name}\` is gone.`);
    else if (wordOf(now) !== wordOf(old)) breaking(`\`${name}\` is a ${wordOf(now)} now; it was a ${wordOf(old)}.`);
    else changes.push(...compareDefinitions(name, old, now, surroundings));
  }
  for (const [name, now] of Object.entries(after.definitions)) {
    if (before.definitions[name] === undefined) addition(`New ${wordOf(now)} \`${name}\`.`);
  }
  for (const [system, releases] of Object.entries(before.operatingSystems)) {
    for (const release of releases.filter((one) => after.operatingSystems[system]?.includes(one) !== true)) {
      breaking(`${system} ${release} is no longer supported.`);
    }
  }
  for (const [system, releases] of Object.entries(after.operatingSystems)) {
    for (const release of releases.filter((one) => before.operatingSystems[system]?.includes(one) !== true)) {
      addition(`${system} ${release} is supported.`);
    }
  }
  for (const [name, range] of Object.entries(before.requirements)) {
    const now = after.requirements[name];
    if (now === undefined) addition(`\`${name}\` is no longer needed.`);
    else if (isSameRange(now, range)) continue;
    else if (semver.subset(range, now)) addition(`\`${name}\` may be \`${now}\`; before: \`${range}\`.`);
    else breaking(`\`${name}\` has to be \`${now}\`; before: \`${range}\`.`);
  }
  for (const [name, range] of Object.entries(after.requirements)) {
    if (before.requirements[name] === undefined) breaking(`\`${name}\` is needed (\`${range}\`).`);
  }
  return changes;
}

const systemsOf = ({ operatingSystems }: PublicInterface): readonly string[] =>
  Object.entries(operatingSystems).flatMap(([name, releases]) => releases.map((release) => systemName(name, release)));

/** Whether two ranges hold the same versions, however they are written. */
const isSameRange = (one: string, other: string): boolean =>
  one === other || (semver.subset(one, other) && semver.subset(other, one));

function compareDefinitions(
  name: string,
  old: PublicDefinition,
  now: PublicDefinition,
  surroundings: Surroundings,
): Change[] {
  const { aliases } = surroundings;
  if (old.kind === 'alias' && now.kind === 'alias') {
    return compareTypes(old.type, now.type, aliases, `The type \`${name}\``);
  }
  if (old.kind === 'function' && now.kind === 'function') {
    return [
      ...comparePositions(name, old, now, surroundings),
      ...compareResults(name, old.returns, now.returns, aliases),
    ];
  }
  return 'parameters' in old && 'parameters' in now ? compareParameters(name, old, now, surroundings) : [];
}

/** Parameters that are given by name. */
function compareParameters(name: string, old: Callable, now: Callable, surroundings: Surroundings): Change[] {
  const changes = old.parameters.flatMap((parameter): Change[] => {
    const same = now.parameters.find((candidate) => candidate.name === parameter.name);
    const subject = `The parameter \`${parameter.name}\` of \`${name}\``;
    if (same === undefined) return [{ impact: 'breaking', text: `${subject} is gone.` }];
    return compareParameter(subject, parameter, same, surroundings);
  });
  for (const parameter of now.parameters) {
    if (old.parameters.some((candidate) => candidate.name === parameter.name)) continue;
    const text = `New parameter \`${parameter.name}\` of \`${name}\``;
    for (const { values, where } of grouped(surroundings.systems, [parameter])) {
      const [value] = values;
      changes.push(
        value === undefined
          ? { impact: 'breaking', text: `${text}; it must be given${where}.` }
          : { impact: 'addition', text: `${text} (default${where}: \`${value}\`).` },
      );
    }
  }
  return changes;
}

/** Parameters that are given by their position, whatever they are called. */
function comparePositions(name: string, old: Callable, now: Callable, surroundings: Surroundings): Change[] {
  const changes = old.parameters.flatMap((parameter, index): Change[] => {
    const same = now.parameters[index] ?? now.parameters.findLast(({ captures }) => captures === true);
    const subject = `The argument ${index + 1} of \`${name}\` (\`${parameter.name}\`)`;
    if (same === undefined) return [{ impact: 'breaking', text: `${subject} is gone.` }];
    if (parameter.captures === true && same.captures !== true) {
      return [{ impact: 'breaking', text: `${subject} takes no further arguments.` }];
    }
    return compareParameter(subject, parameter, same, surroundings);
  });
  for (const [index, parameter] of now.parameters.entries()) {
    if (index < old.parameters.length) continue;
    const text = `New argument ${index + 1} of \`${name}\` (\`${parameter.name}\`)`;
    const isNeeded = parameter.default === undefined && parameter.captures !== true;
    changes.push(
      isNeeded ? { impact: 'breaking', text: `${text}; it must be given.` } : { impact: 'addition', text: `${text}.` },
    );
  }
  return changes;
}

function compareParameter(
  subject: string,
  old: PublicParameter,
  now: PublicParameter,
  { aliases, systems }: Surroundings,
): Change[] {
  const changes = compareTypes(old.type, now.type, aliases, subject);
  for (const { values, where } of grouped(systems, [old, now])) {
    const [before, after] = values;
    if (before === after) continue;
    if (after === undefined) changes.push({ impact: 'breaking', text: `${subject} must be given${where}.` });
    else if (before === undefined) {
      changes.push({ impact: 'addition', text: `${subject} need not be given${where} (default: \`${after}\`).` });
    } else {
      const text = `${subject} has another default${where}: \`${after}\`; before: \`${before}\`.`;
      // Whoever has not set it gets something else.
      changes.push({ impact: 'breaking', text });
    }
  }
  return changes;
}

/** The defaults of parameters, operating systems that have the same ones together. */
function grouped(
  systems: readonly string[],
  parameters: readonly PublicParameter[],
): readonly { readonly values: readonly (string | undefined)[]; readonly where: string }[] {
  const groups = new Map<string, { values: readonly (string | undefined)[]; names: string[] }>();
  for (const system of systems) {
    const values = parameters.map((parameter) => parameter.data?.[system] ?? parameter.default);
    const key = JSON.stringify(values.map((value) => value ?? null));
    const group = groups.get(key) ?? { values, names: [] };
    group.names.push(system);
    groups.set(key, group);
  }
  const whereOf = (names: readonly string[]): string => (groups.size === 1 ? '' : ` on ${names.join(', ')}`);
  return [...groups.values()].map(({ values, names }) => ({ values, where: whereOf(names) }));
}

/** What is given: a type that takes all that it took is no break. */
function compareTypes(old: string, now: string, aliases: TypeAliases, subject: string): Change[] {
  if (old === now) return [];
  const text = `${subject} takes \`${now}\`; before: \`${old}\`.`;
  return [{ impact: fits(old, now, aliases) ? 'addition' : 'breaking', text }];
}

/** What is got: a type that promises no less is no break. */
function compareResults(name: string, old: string, now: string, aliases: TypeAliases): Change[] {
  if (old === now) return [];
  const text = `\`${name}\` returns \`${now}\`; before: \`${old}\`.`;
  return [{ impact: fits(now, old, aliases) ? 'addition' : 'breaking', text }];
}

/** What cannot be told for certain counts as no. */
function fits(from: string, to: string, aliases: TypeAliases): boolean {
  return isAssignable(parseType(from), parseType(to), aliases) === true;
}

function wordOf({ kind }: PublicDefinition): string {
  const words = {
    class: 'class',
    define: 'defined type',
    function: 'function',
    alias: 'type',
    'ruby function': 'function',
  };
  return words[kind];
}
