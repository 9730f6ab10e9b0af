/** An explanation for people. */
import type { Data } from '../model/value.js';
import type { Known } from '../evaluate/values.js';
import type { Site } from '../findings/site.js';
import type { EffectText, Explanation } from './explain.js';
import type { OnNodes } from './layers.js';

export interface TextOptions {
  /** How a place is shown. */
  readonly place: (site: Site) => string;
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  /** Lines of effects; the others are counted. */
  readonly limit: number;
}

/** Keys on one line. */
const FEW = 5;
/** Characters of an expression on one line. */
const WIDTH = 160;
const label = 'module data'.length + 2;

/** Lines without the last line break. */
export function explanationText(all: Explanation, options: TextOptions): string {
  const { place, bold, dim, limit } = options;
  const at = (site: Site | undefined): string => (site === undefined ? '' : ` ${dim(`(${place(site)})`)}`);
  const rows = (name: string, lines: readonly string[]): readonly string[] =>
    lines.map((line, index) => `  ${(index === 0 ? name : '').padEnd(label)}${line}`);
  const effects = all.effects.slice(0, limit).map((effect) => `${effectText(effect, all.key)}${at(effect.site)}`);
  const hidden = all.effects.length - effects.length;
  return [
    bold(all.key),
    ...(all.documentation === undefined ? [] : [`  ${all.documentation.replace(/\s+/g, ' ')}`]),
    '',
    ...rows('defined', [
      all.origin === 'platform'
        ? `a parameter of class ${all.class}${at(all.site)}`
        : `a parameter of class ${all.class} of ${all.module ?? 'a component module'}`,
    ]),
    ...rows('type', [`${all.type}${all.secret ? ', a secret' : ''}`]),
    ...rows('default', [defaultText(all) + at(all.defaultSite)]),
    ...rows('blank', all.blank === undefined ? [] : [all.blank.replace(/\s+/g, ' ')]),
    ...rows('tiers', all.tiers === undefined ? [] : [all.tiers.join(', ')]),
    ...rows(
      'module data',
      all.moduleData.map(({ path, value }) => `data/${path}: ${valueText(value)}`),
    ),
    ...rows('set', setLines(all, at)),
    ...rows(
      'on nodes',
      (all.onNodes ?? []).map((value) => onNodesText(value, all)),
    ),
    ...rows('passed', passedLines(all, at)),
    ...rows('read by', all.readBy.length === 0 ? ['nothing'] : [all.readBy.join(', ')]),
    ...rows(
      'makes',
      all.derived
        .filter(({ direct }) => direct || limit === Infinity)
        .map(({ name, expression }) => `$${name} = ${short(expression)}`),
    ),
    ...rows('effect', [
      ...effects,
      ...(hidden > 0 ? [dim(`and ${hidden} more: --all shows them`)] : []),
      ...(all.effects.length > 0 ? [] : [noEffect(all)]),
    ]),
  ].join('\n');
}

function defaultText({ origin, hasDefault, default: text }: Explanation): string {
  if (text !== undefined) return text;
  if (!hasDefault) return 'none: it is required';
  return origin === 'component' ? 'one of the module itself' : 'none';
}

function setLines({ set, decided }: Explanation, at: (site: Site) => string): readonly string[] {
  if (set === undefined) return [];
  if (set.length === 0) return ['nowhere'];
  return [
    ...set.map(({ layer, value, site }) => `${layer}: ${valueText(value)}${at(site)}`),
    ...(decided ? ['without effect where the platform declares the class'] : []),
  ];
}

function passedLines({ passed, decided }: Explanation, at: (site: Site | undefined) => string): readonly string[] {
  return passed.map(({ by, value, keys, site }) => {
    const few = keys.length > FEW ? [...keys.slice(0, FEW), `${keys.length - FEW} more`] : keys;
    const from = few.length === 0 ? '' : `, which follows from ${few.join(', ')}`;
    return `${short(value)} by ${by}${from}${decided ? "; it wins over Hiera's" : "; Hiera's wins where it is set"}${at(site)}`;
  });
}

function effectText({ how, resource, attribute, via }: EffectText, key: string): string {
  const names = via.filter((name) => name !== key).map((name) => `$${name}`);
  const through = names.length === 0 ? '' : ` by way of ${names.join(', ')}`;
  const what = {
    value: `${resource} ${attribute ?? ''}`,
    title: `${resource}, its name`,
    condition: `${resource}, whether it is there`,
    refusal: `may refuse the catalog: ${short(resource)}`,
  }[how];
  return `${what}${through}`;
}

function onNodesText({ name, value, nodes, all: isAll }: OnNodes, { key }: Explanation): string {
  return `${isAll ? 'all' : nodes.join(', ')}: ${name === key ? '' : `$${name} = `}${valueText(value)}`;
}

const short = (text: string): string => (text.length > WIDTH ? `${text.slice(0, WIDTH)} ...` : text);

function noEffect({ origin }: Explanation): string {
  return origin === 'component' ? 'what the component module makes of it' : 'none in the definitions';
}

function valueText(value: Data | Known | undefined): string {
  if (value === undefined) return '(not shown: a secret, or known only when a catalog is compiled)';
  return value === null ? 'undef' : typeof value === 'string' ? value : JSON.stringify(value);
}
