/** What changed between two recordings of a module: what someone who takes a new version has to know. */
import { isAssignable, parseType, type TypeAliases } from '../puppet/types/index.js';
import { aliasesOf } from './aliases.js';
import type { Interface } from './interface.js';

/** One change. `subject` names the thing: `class puppet`, `parameter puppet::server`, `alias Stdlib::Port`. */
export interface Change {
  readonly kind: 'added' | 'removed' | 'retyped' | 'required' | 'optional';
  readonly subject: string;
  /** The type before and after, where it is another one. */
  readonly from?: string;
  readonly to?: string;
  /** A declaration that was right may be wrong now. */
  readonly breaking: boolean;
}

type Things = ReadonlyMap<string, { readonly type?: string; readonly required?: boolean; readonly parent?: string }>;

/** The changes from one recording of a module to the next, in the order of their subjects. */
export function changesBetween(before: Interface, after: Interface): readonly Change[] {
  const old = thingsOf(before);
  const now = thingsOf(after);
  const subjects = [...new Set([...old.keys(), ...now.keys()])].sort();
  const aliases = aliasesOf([after]);
  return subjects.flatMap((subject) => compare(subject, old, now, aliases));
}

/** One line for a person: `- parameter puppet::sever: Boolean`, `~ ...`, `+ ...`; an exclamation mark if it may break. */
export function describeChange({ kind, subject, from, to, breaking }: Change): string {
  const mark = { added: '+', removed: '-', retyped: '~', required: '~', optional: '~' }[kind];
  const detail = {
    added: to,
    removed: from,
    retyped: `${from} -> ${to}`,
    required: 'has no default any more',
    optional: 'has a default now',
  }[kind];
  return `${mark} ${subject}${detail === undefined ? '' : `: ${detail}`}${breaking ? ' (!)' : ''}`;
}

function compare(subject: string, before: Things, after: Things, aliases: TypeAliases): Change[] {
  const old = before.get(subject);
  const now = after.get(subject);
  if (old === undefined) {
    // What belongs to something new is new without saying.
    if (now?.parent !== undefined && !before.has(now.parent)) return [];
    const to = now?.type === undefined ? {} : { to: now.type };
    return [{ kind: 'added', subject, ...to, breaking: now?.required === true }];
  }
  if (now === undefined) {
    if (old.parent !== undefined && !after.has(old.parent)) return [];
    const from = old.type === undefined ? {} : { from: old.type };
    return [{ kind: 'removed', subject, ...from, breaking: !ofMetadata(subject) }];
  }
  const changes: Change[] = [];
  if (old.type !== undefined && now.type !== undefined && old.type !== now.type) {
    const breaking = !ofMetadata(subject) && !widened(subject, old.type, now.type, aliases);
    changes.push({ kind: 'retyped', subject, from: old.type, to: now.type, breaking });
  }
  if (old.required !== now.required) {
    const required = now.required === true;
    changes.push({ kind: required ? 'required' : 'optional', subject, breaking: required });
  }
  return changes;
}

/** Ranges of versions are judged against the lock, not against declarations. */
function ofMetadata(subject: string): boolean {
  return /^(dependency|requirement) /.test(subject);
}

/** Whether every value of the old type is one of the new type. */
function widened(subject: string, from: string, to: string, aliases: TypeAliases): boolean {
  return !subject.startsWith('function ') && isAssignable(parseType(from), parseType(to), aliases) === true;
}

function thingsOf(source: Interface): Things {
  const things = new Map<string, { type?: string; required?: boolean; parent?: string }>();
  const sections = [
    ['class', source.classes],
    ['defined type', source.defines],
    ['native type', source.types],
  ] as const;
  for (const [kind, section] of sections) {
    for (const [name, { parameters, required }] of Object.entries(section)) {
      const parent = `${kind} ${name}`;
      things.set(parent, {});
      for (const [parameter, type] of Object.entries(parameters)) {
        const subject = `parameter ${parameter} of ${parent}`;
        things.set(subject, { type, required: required.includes(parameter), parent });
      }
    }
  }
  for (const [name, { signatures }] of Object.entries(source.functions)) {
    const texts = signatures.map(({ parameters, returns }) => {
      const list = parameters.map(({ type, optional, repeated, block }) => {
        return `${block ? '&' : repeated ? '*' : ''}${type}${optional ? '?' : ''}`;
      });
      return `(${list.join(', ')}) >> ${returns}`;
    });
    things.set(`function ${name}`, { type: texts.join(' or ') });
  }
  for (const [name, type] of Object.entries(source.aliases)) things.set(`alias ${name}`, { type });
  for (const [name, range] of Object.entries(source.dependencies)) things.set(`dependency ${name}`, { type: range });
  for (const [name, range] of Object.entries(source.requirements)) things.set(`requirement ${name}`, { type: range });
  return things;
}
