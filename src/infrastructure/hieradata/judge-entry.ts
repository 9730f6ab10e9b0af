/** Judges single entries of Hiera data: who reads the key, and whether the value fits. */
import { finding, type Finding, warning } from '../../findings/finding.js';
import type { Data } from '../../model/value.js';
import type { Site } from '../../findings/site.js';
import {
  checkValue,
  describeProblem,
  partialText,
  printType,
  type Problem,
  type PuppetValue,
  sensitiveValue,
  type TypeAliases,
  unknownValue,
} from '../../puppet/types/index.js';
import { typeNode, type TypeNode } from '../../puppet/type-node.js';
import { hieraDiagnostics as row } from './diagnostics.js';
import type { Knowledge } from './knowledge.js';
import type { Options } from './lookup-options.js';
import { secretFindings } from './secrets.js';
import { type Entry, ownKeys } from './entry.js';
import { takesSensitive } from '../../puppet/types/sensitive.js';

export function judgeEntry(entry: Entry, knowledge: Knowledge, options: (key: string) => Options): readonly Finding[] {
  const { key, value, keySite } = entry;
  if (ownKeys.some((own) => own === key)) return [];
  const findings: Finding[] = [...secretFindings(entry, knowledge)];
  if (key.startsWith('::')) return [...findings, finding(row.leadingColons, keySite, key)];
  const reader = knowledge.reader(key);
  switch (reader.kind) {
    case 'unknown':
      return findings;
    case 'otherVersion':
      return [...findings, warning(row.otherVersion, keySite, key, reader.module, reader.suggestion)];
    case 'misspelt':
      return [...findings, finding(row.misspelt, keySite, key, reader.suggestion)];
    case 'nobody': {
      const owner = reader.module;
      const report = reader.origin === 'site' ? warning : finding;
      return [...findings, report(row.unread, keySite, key, owner, reader.suggestion, knowledge.siblings(key))];
    }
    case 'parameter': {
      const { convert, merges } = options(key);
      // As Puppet, which takes the default of the parameter for a null.
      if (value === null || convert === 'other') return findings;
      const type = reader.type;
      const wrapped = toPuppet(value, entry.isFloat);
      const secret = convert === 'Sensitive' || takesSensitive(type, knowledge.aliases);
      const problems = checkValue(type, wrapped, knowledge.aliases);
      const wrappedProblems =
        secret && problems.length > 0 ? checkValue(type, sensitiveValue(wrapped), knowledge.aliases) : problems;
      return [
        ...findings,
        ...wrappedProblems
          .filter((problem) => !(merges && problem.kind === 'missing-key'))
          .map((problem) =>
            finding(
              row.type,
              placeOf(entry, problem),
              describeProblem(key, problem),
              printType(type),
              problem.path.length === 0 ? remedyFor(type, value, knowledge.aliases) : undefined,
            ),
          ),
      ];
    }
  }
}

/** What to write instead, where the type takes the same in another form. */
function remedyFor(type: TypeNode, value: Data, aliases: TypeAliases): string | undefined {
  const fits = (other: PuppetValue): boolean => checkValue(type, other, aliases).length === 0;
  if (typeof value === 'string') {
    const bare = /^(?:0|-?[1-9]\d*)(?:\.\d+)?$/.test(value) ? Number(value) : { true: true, false: false }[value];
    if (bare !== undefined && fits(bare)) return `write it without quotes: ${value}`;
  }
  if ((typeof value === 'number' || typeof value === 'boolean') && fits(String(value)))
    return `put it in quotes: '${value}'`;
  const interpolated = typeof value === 'string' ? /^%\{\s*(?:(?:lookup|hiera)\((.*)\))?[^}]*\}$/.exec(value) : null;
  if (interpolated)
    return `an interpolation gives a text; %{alias(${interpolated[1] ?? "'key'"})} gives the value of a key as it is`;
  if (typeof value === 'number' && fits(wholeFloat(value)) && Number.isInteger(value))
    return `write it with a fraction: ${value}.0`;
  const isScalar = typeof value !== 'object';
  if (isScalar && fits([value])) return `write a list: [${typeof value === 'string' && value === '' ? "''" : value}]`;
  return undefined;
}

function placeOf(entry: Entry, { kind, path }: Problem): Site {
  return entry.site(kind === 'missing-key' ? path.slice(0, -1) : path);
}

/**
 * What Hiera makes of a value: interpolated and encrypted texts are known only when a catalog is compiled.
 *
 * @param isFloat whether the number at a path is a Float although it has no fraction
 */
function toPuppet(
  value: Data,
  isFloat: NonNullable<Entry['isFloat']> = () => false,
  path: readonly (string | number)[] = [],
): PuppetValue {
  if (typeof value === 'string') return isAlias(value) ? unknownValue() : toText(value);
  if (typeof value === 'number' && Number.isInteger(value) && isFloat(path)) return wholeFloat(value);
  if (Array.isArray(value))
    return (value as readonly Data[]).map((item, index) => toPuppet(item, isFloat, [...path, index]));
  if (typeof value !== 'object' || value === null) return value;
  // Hiera interpolates keys as well.
  if (Object.keys(value).some((key) => typeof toText(key) !== 'string')) return unknownValue(typeNode('Hash'));
  const copy: Record<string, PuppetValue> = {};
  for (const [key, item] of Object.entries(value)) {
    Object.defineProperty(copy, key, {
      value: toPuppet(item, isFloat, [...path, key]),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return copy;
}

/** Only an alias keeps the kind of what it leads to; every other interpolation gives a text. */
function isAlias(text: string): boolean {
  return /^%\{\s*alias\(.*\)\s*\}$/.test(text);
}

/** A text with gaps for what is interpolated or decrypted, without those whose content stands there. */
function toText(text: string): PuppetValue {
  const pieces = [''];
  let from = 0;
  const add = (known: string): void => void pieces.push(`${pieces.pop() ?? ''}${known}`);
  for (const { 0: whole, 1: inside, index } of text.matchAll(/%\{([^}]*)\}|ENC\[[^\]]*\]/g)) {
    add(text.slice(from, index));
    from = index + whole.length;
    const literal = inside === undefined ? undefined : literalIn(inside.trim());
    if (literal === undefined) pieces.push('');
    else add(literal);
  }
  add(text.slice(from));
  return pieces.length === 1 ? (pieces[0] ?? '') : partialText(text, pieces);
}

/** What an interpolation stands for, where it says so itself: Hiera knows several ways to write nothing. */
function literalIn(inside: string): string | undefined {
  if (/^(?:::|(["'])(?:::)?\1)?$/.test(inside)) return '';
  return /^literal\(\s*(?:"([^"]*)"|'([^']*)')\s*\)$/.exec(inside)?.slice(1).join('');
}

/** A Float that JavaScript takes for an integer. */
function wholeFloat(value: number): PuppetValue {
  const bound = { kind: 'number', value } as const;
  return unknownValue(typeNode('Float', bound, bound));
}
