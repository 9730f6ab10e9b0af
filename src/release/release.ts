/** Makes the next release: version and notes, from what has changed and from what people wrote. */
import semver from 'semver';
import { type Finding, finding } from '../findings/finding.js';
import type { ReleaseNotes } from '../model/module.js';
import { suggest } from '../findings/suggest.js';
import type { Change } from './compare.js';
import { releaseDiagnostics as row } from './diagnostics.js';
import { isEnough, isPrerelease, type Level, LEVELS, neededLevel, nextVersion } from './version.js';

/** Of a changelog, in their order, as github_changelog_generator has them. */
export const SECTIONS = ['Breaking changes', 'Implemented enhancements', 'Fixed bugs'] as const;

type Sections = Readonly<Record<string, readonly string[]>>;

export interface ReleaseInput {
  /** Newest first; the first may be without a date: notes that are waiting. */
  readonly releases: readonly ReleaseNotes[];
  readonly changes: readonly Change[];
  /** `undefined` for the first release; may be a pre-release. */
  readonly last: string | undefined;
  /** The last release that is no pre-release: users have that one, and `changes` are since then. */
  readonly stable: string | undefined;
  /** Of the module as it is; the first release has it. */
  readonly current: string;
  /** A level, or a version. */
  readonly wanted: string | undefined;
  /** `Fixed bugs: ...`. */
  readonly notes: readonly string[];
  /** ISO date. */
  readonly date: string;
}

export interface ReleasePlan {
  readonly version: string;
  /** All of them, with the new one. */
  readonly releases: readonly ReleaseNotes[];
  readonly findings: readonly Finding[];
}

export function planRelease(input: ReleaseInput): ReleasePlan {
  const { releases, changes, last, wanted, date } = input;
  const [first] = releases;
  const waiting = first !== undefined && first.date === undefined ? first : undefined;
  const done = waiting === undefined ? releases : releases.slice(1);
  const { sections: added, findings } = notesOf(input.notes);
  const sections = merge(sectionsOf(changes), waiting?.sections ?? {}, added);
  const { version, problem } = chosenVersion(input);
  const isEmpty = Object.keys(sections).length === 0;
  // What follows on a pre-release has nothing new as a rule.
  const isNew = last === undefined || isPrerelease(last) || wanted !== undefined;
  return {
    version,
    releases: [{ version, date, sections }, ...done],
    findings: [
      ...findings,
      ...(problem === undefined ? [] : [problem]),
      ...(problem === undefined && isEmpty && !isNew ? [finding(row.nothing, undefined, last)] : []),
    ],
  };
}

function chosenVersion(input: ReleaseInput): { version: string; problem?: Finding } {
  const { changes, last, stable, current, wanted } = input;
  const isLevel = (text: string): text is Level => LEVELS.some((level) => level === text);
  const needed = stable === undefined ? undefined : neededLevel(changes, stable);
  /** The next version of a level; never before the last one, which a pre-release may have gone beyond. */
  const following = (level: Level): string => {
    const next = nextVersion(stable ?? last ?? current, level);
    return last === undefined || semver.gt(next, last) ? next : nextVersion(last, level);
  };
  const proposed = last === undefined ? current : following(needed ?? 'patch');
  if (wanted === undefined) return { version: proposed };
  const version = isLevel(wanted) ? following(wanted) : wanted;
  const refuse = (reason: string) => ({ version, problem: finding(row.badVersion, undefined, wanted, reason) });
  if (semver.valid(version) !== version) return refuse('it is not a semantic version');
  if (last !== undefined && !semver.gt(version, last)) return refuse(`the last one is ${last}`);
  if (stable === undefined || needed === undefined || isEnough(version, stable, needed)) return { version };
  const worst = changes.some(({ impact }) => impact === 'breaking') ? 'breaking' : 'addition';
  const reasons = changes.filter(({ impact }) => impact === worst).map(({ text }) => text);
  return { version, problem: finding(row.tooSmall, undefined, version, stable, proposed, reasons) };
}

function sectionsOf(changes: readonly Change[]): Sections {
  const of = (impact: Change['impact']) => changes.filter((change) => change.impact === impact).map(({ text }) => text);
  return { 'Breaking changes': of('breaking'), 'Implemented enhancements': of('addition') };
}

function notesOf(notes: readonly string[]): { sections: Sections; findings: Finding[] } {
  const findings: Finding[] = [];
  const sections = notes.map((note): Sections => {
    const [, section = '', text = ''] = /^([^:]*):\s*(.+)$/s.exec(note) ?? [];
    if (SECTIONS.some((known) => known === section)) return { [section]: [text] };
    findings.push(finding(row.badNote, undefined, note, SECTIONS, suggest(section, SECTIONS)));
    return {};
  });
  return { sections: merge(...sections), findings };
}

/** Each note once; known sections first, then those that people have added. */
function merge(...parts: readonly Sections[]): Sections {
  const names = new Set<string>([...SECTIONS, ...parts.flatMap((part) => Object.keys(part))]);
  const entries = [...names].map((name) => [name, [...new Set(parts.flatMap((part) => part[name] ?? []))]] as const);
  return Object.fromEntries(entries.filter(([, items]) => items.length > 0));
}
