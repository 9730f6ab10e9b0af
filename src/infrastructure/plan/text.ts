/** A plan as text: figures with the calculation of each, and the formulas with their sources. */
import { type Known, textOf } from '../../evaluate/values.js';
import type { Figure } from './figures.js';
import { limitsSource } from './tier.js';
import type { Plan } from './plan.js';

/** What a writer of text emphasises; the identity where there is no terminal. */
export interface Emphasis {
  readonly strong: (text: string) => string;
  readonly weak: (text: string) => string;
}

const WIDTH = 100;

export const tierTitles = { standard: 'Standard', large: 'Large', extra_large: 'Extra Large' } as const;

/** Lines of the plan, without findings. */
export function planText(plan: Plan, { strong, weak }: Emphasis): string {
  const { load } = plan;
  const lines = [
    strong(
      `${tierTitles[plan.tier]}: ${load.agents} agents, a run every ${load.intervalSeconds} s that keeps a JRuby instance busy for ${load.catalogMs} ms`,
    ),
    ...(plan.tier === plan.tierForAgents
      ? [weak(`The smallest tier that is meant for so many (${limitsSource}).`)]
      : [`So many agents ask for ${tierTitles[plan.tierForAgents]} (${limitsSource}).`]),
    ...plan.notes,
    ...plan.assumptions.map((text) => `Assumed: ${text}`),
    '',
    ...block('The whole', plan.figures, { strong, weak }),
  ];
  for (const { node, names, count, cpus, memoryMb, figures } of alike(plan.nodes)) {
    const who = names.length === 0 ? '' : `${names.join(', ')} `;
    const title = `${count > 1 ? `${count} × ` : ''}${node.role} ${who}(${cpus} CPUs, ${memoryMb} MiB)`;
    lines.push(...block(title, figures, { strong, weak }));
  }
  const keys = Object.entries(plan.hiera);
  if (keys.length > 0)
    lines.push(strong('Hiera data that this plan needs'), ...keys.map(([key, value]) => `  ${key}: ${value}`), '');
  lines.push(strong('Formulas') + weak(' (of whole numbers; / rounds down; memory in MiB)'));
  for (const { name, parameters, lines: code, summary, description } of plan.formulas) {
    lines.push(`  ${shortName(name)}(${parameters.map((parameter) => parameter.name).join(', ')})`);
    lines.push(...code.map((line, index) => `    ${index === code.length - 1 ? '= ' : ''}${line}`));
    lines.push(...wrapped([summary, description].join(' ').trim()).map((line) => weak(`    ${line}`)));
  }
  return `${lines.join('\n')}\n`;
}

type NodeOfPlan = Plan['nodes'][number];

/** Nodes of which the same is to be said are told of once, at the first. */
export function alike(nodes: readonly NodeOfPlan[]): readonly (NodeOfPlan & { readonly names: readonly string[] })[] {
  const groups = new Map<string, NodeOfPlan & { readonly names: readonly string[] }>();
  for (const item of nodes) {
    const { node, cpus, memoryMb, figures } = item;
    const key = JSON.stringify([node.role, cpus, memoryMb, figures]);
    const before = groups.get(key);
    const names = [...(before?.names ?? []), ...(node.pooled === true ? [] : [node.certname])];
    groups.set(key, { ...(before ?? item), names, count: (before?.count ?? 0) + item.count });
  }
  return [...groups.values()];
}

function block(title: string, figures: readonly Figure[], { strong, weak }: Emphasis): string[] {
  if (figures.length === 0) return [strong(title), weak('  nothing that the module would tune'), ''];
  const width = Math.max(...figures.map(({ label }) => label.length));
  const values = Math.max(...figures.map((figure) => valueText(figure).length));
  return [
    strong(title),
    ...figures.flatMap((figure) => [
      `  ${figure.label.padEnd(width)}  ${valueText(figure).padStart(values)}`,
      ...calculation(figure).map((line) => weak(`      ${line}`)),
    ]),
    '',
  ];
}

export function valueText({ value, unit }: Figure): string {
  return unit === '' ? String(value) : `${value} ${unit}`;
}

/** How a figure came about: a line for the call, and one for each step. */
export function calculation({ origin }: Figure): readonly string[] {
  switch (origin.kind) {
    case 'hiera':
      return [`as ${origin.key} says`];
    case 'input':
      return ['as given'];
    case 'expression':
      return [`= ${origin.text}`];
    case 'formula': {
      const values = origin.arguments.map(({ name, value }) => `${name} ${shown(value)}`).join(', ');
      const steps = origin.steps.map(({ name, text, value, because }) => {
        const right = text === shown(value) ? text : `${text} = ${shown(value)}`;
        const why = because.length === 0 ? '' : `, since ${because.join(' and ')}`;
        return `${name === undefined ? '' : `${name} `}= ${right}${why}`;
      });
      return [`${shortName(origin.name)}: ${values}`, ...steps];
    }
  }
}

function shown(value: Known): string {
  return typeof value === 'string' ? `'${value}'` : textOf(value);
}

/** Without the name of the module. */
function shortName(name: string): string {
  return name.replace(/^.*::tuning::/, 'tuning::');
}

function wrapped(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + word.length + 1 > WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}
