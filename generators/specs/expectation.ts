/** Expectations of a behaviour as examples of RSpec. */
import type { Behaviour, Expectation, ExpectedValue } from '../../src/model/module.js';
import { resourceReference } from '../../src/model/reference.js';
import { rubyArguments, RubyCode, rubyLiteral, rubyRegex, rubyString, type RubyValue } from './ruby.js';

/** Where the examples stand: `it` begins at this column. */
const INDENT = 8;

/** Ruby code of the examples of one behaviour, the general ones first. */
export function examples(behaviour: Behaviour): string[] {
  const fails = behaviour.expect.some(({ kind }) => kind === 'fails');
  const compiles = fails ? [] : ['it { is_expected.to compile.with_all_deps }'];
  return [...compiles, ...behaviour.expect.map(example)];
}

function example(expectation: Expectation): string {
  switch (expectation.kind) {
    case 'contains':
      return chained(`is_expected.to ${resourceMatcher(expectation.resource)}`, [
        ...(expectation.with ? [{ name: 'with', values: mapValues(expectation.with) }] : []),
        ...(expectation.without ? [{ name: 'without', list: expectation.without }] : []),
      ]);
    case 'lacks':
      return `it { is_expected.not_to ${resourceMatcher(expectation.resource)} }`;
    case 'before':
    case 'notifies': {
      const relation = expectation.kind === 'before' ? 'that_comes_before' : 'that_notifies';
      const assertion = `is_expected.to ${resourceMatcher(expectation.first)}.${relation}(${rubyString(expectation.then)})`;
      return `${comment(expectation.why)}it { ${assertion} }`;
    }
    case 'fails':
      return `it { is_expected.to compile.and_raise_error(${rubyRegex(expectation.message)}) }`;
  }
}

type Link = { readonly name: string } & (
  { readonly values: { readonly [key: string]: RubyValue } } | { readonly list: readonly string[] }
);

/** One line if it fits, else a block with the arguments below each other. */
function chained(start: string, links: readonly Link[]): string {
  const print = (link: Link, indent: number, column: number) =>
    'values' in link
      ? rubyArguments(link.values, { indent, column })
      : `(${rubyLiteral(link.list.length === 1 ? (link.list[0] ?? '') : link.list, { indent, column })})`;
  const flat = `it { ${start}${links.map((link) => `.${link.name}${print(link, 0, -10_000)}`).join('')} }`;
  if (INDENT + flat.length <= 120 && !flat.includes('\n')) return flat;
  const inner = INDENT + 2;
  let body = start;
  for (const link of links) {
    body += `.${link.name}`;
    const column = inner + body.length - (body.lastIndexOf('\n') + 1);
    body += print(link, inner, column);
  }
  return `it do\n${' '.repeat(inner)}${body}\n${' '.repeat(INDENT)}end`;
}

/** `contain_package('git')` for `Package[git]`; what is no reference has been refused. */
function resourceMatcher(reference: string): string {
  const { type, title } = resourceReference(reference) ?? { type: reference, title: '' };
  return `contain_${type.toLowerCase().replaceAll('::', '__')}(${rubyString(title)})`;
}

function mapValues(values: Readonly<Record<string, ExpectedValue>>): { readonly [key: string]: RubyValue } {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, expectedValue(value)]));
}

function expectedValue(value: ExpectedValue): RubyValue {
  if (isMarked(value, 'matches') && typeof value.matches === 'string') return new RubyCode(rubyRegex(value.matches));
  if (isMarked(value, 'sensitive') && isPattern(value.sensitive)) {
    // A secret has no text of its own that could match.
    const pattern = rubyRegex(value.sensitive.matches);
    return new RubyCode(`->(secret) { secret.is_a?(RSpec::Puppet::Sensitive) && secret.unwrap.match?(${pattern}) }`);
  }
  if (isMarked(value, 'sensitive')) return new RubyCode(`sensitive(${rubyLiteral(value.sensitive as RubyValue)})`);
  return value;
}

function isPattern(value: unknown): value is { readonly matches: string } {
  return typeof value === 'object' && value !== null && 'matches' in value && typeof value.matches === 'string';
}

function isMarked<Key extends string>(value: ExpectedValue, key: Key): value is ExpectedValue & Record<Key, unknown> {
  return typeof value === 'object' && value !== null && Object.keys(value).join() === key;
}

/** A reason, above the example that it explains. */
function comment(text: string): string {
  const width = 118 - INDENT;
  const rows: string[] = [];
  let row = '';
  for (const word of text.trim().split(/\s+/)) {
    if (row !== '' && row.length + 1 + word.length > width) {
      rows.push(row);
      row = word;
    } else row = row === '' ? word : `${row} ${word}`;
  }
  return [...rows, row].map((line) => `# ${line}\n${' '.repeat(INDENT)}`).join('');
}
