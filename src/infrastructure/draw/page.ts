/** One page about an infrastructure that needs nothing else: drawing, nodes, ports, plan. */
import type { ModuleModel } from '../../model/module.js';
import { type Connection, connections } from '../model/connections.js';
import type { Infrastructure, InfrastructureNode } from '../model/infrastructure.js';
import { describedInput, loadOf } from '../plan/described.js';
import type { Figure } from '../plan/figures.js';
import { makePlan, type Plan } from '../plan/plan.js';
import { alike, calculation, tierTitles, valueText } from '../plan/text.js';
import { limitsSource } from '../plan/tier.js';
import { port } from '../../platform/ports.js';
import { type Box, type Drawing, memoryText } from './drawing.js';
import { layOut } from './layout.js';
import { pageStyle } from './page-style.js';
import { escape, svgElement } from './svg.js';
import { counted } from '../../text/count.js';

/** @param model of the module whose formulas the plan takes */
export async function pageText(all: Infrastructure, drawing: Drawing, model: ModuleModel): Promise<string> {
  const load = loadOf(all, {});
  const plan = load && makePlan(model, describedInput(all, load, {}));
  const title = `OpenVox platform of ${all.primary}`;
  const links = [...connections(all), ...ownAgents(all)];
  const svg = svgElement(await layOut(drawing), title);
  return [
    '<!DOCTYPE html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escape(title)}</title>`,
    `<style>${pageStyle}</style>`,
    '</head>',
    '<body>',
    '<header>',
    `<h1>${escape(title)}</h1>`,
    `<p>${escape(summary(all))}</p>`,
    '<nav aria-label="Sections"><a href="#drawing">Drawing</a> <a href="#nodes">Nodes</a> <a href="#ports">Ports</a> <a href="#plan">Plan</a></nav>',
    '</header>',
    '<main>',
    '<section id="drawing"><h2>Drawing</h2>',
    `<figure><div class="wide" tabindex="0" role="region" aria-label="Drawing">${svg}</div>`,
    `<figcaption>Numbers are TCP ports. ${drawing.boxes.some(({ optional }) => optional) ? 'What has a dashed outline is optional. ' : ''}Arrows point from who connects to who listens. Each node of the platform is also an agent of ${escape(all.primary)} (8140), which is not drawn.</figcaption></figure>`,
    '</section>',
    '<section id="nodes"><h2>Nodes</h2>',
    nodeTable(all),
    '</section>',
    '<section id="ports"><h2>Ports and firewall</h2>',
    '<p>Each row may connect to the columns on these TCP ports; nothing else is needed between them.</p>',
    matrix(drawing, links),
    `<details><summary>Every connection between nodes (${links.length})</summary>${linkTable(links)}</details>`,
    '</section>',
    '<section id="plan"><h2>Plan</h2>',
    plan === undefined
      ? '<p>There is no plan, since the description does not say how many <code>agents</code> there are.</p>'
      : planHtml(plan),
    '</section>',
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** Nodes of the platform ask the primary for catalogs, and never the pool that they form. */
function ownAgents({ nodes, primary }: Infrastructure): readonly Connection[] {
  return nodes
    .filter(({ certname }) => certname !== primary)
    .map(({ certname }) => ({
      from: { kind: 'node', name: certname },
      to: { kind: 'node', name: primary },
      port: port.server,
      purpose: 'certificates, catalogs, files and reports of the node itself',
    }));
}

function summary(all: Infrastructure): string {
  const parts = [
    `${tierTitles[all.tier]} tier`,
    counted(all.nodes.length, 'node'),
    ...(all.agents === undefined ? [] : [`${all.agents.toLocaleString('en')} agents`]),
    `agents use ${all.agentAddress}`,
    `module ${all.module.owner}/${all.module.name} ${all.module.version}`,
  ];
  return `${parts.join(' · ')}.`;
}

interface Column {
  readonly title: string;
  readonly numeric?: boolean;
}

/** Cells are HTML. The first column names the row. */
function table(caption: string, columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const attributes = ({ numeric }: Column): string => (numeric === true ? ' class="number"' : '');
  return [
    `<div class="wide" tabindex="0" role="region" aria-label="${escape(caption)}"><table><caption>${escape(caption)}</caption>`,
    `<thead><tr>${columns.map((column) => `<th scope="col"${attributes(column)}>${escape(column.title)}</th>`).join('')}</tr></thead><tbody>`,
    ...rows.map(
      (cells) =>
        `<tr>${cells.map((cell, index) => (index === 0 ? `<th scope="row">${cell}</th>` : `<td${attributes(columns[index] ?? { title: '' })}>${cell}</td>`)).join('')}</tr>`,
    ),
    '</tbody></table></div>',
  ].join('\n');
}

function nodeTable(all: Infrastructure): string {
  const columns: Column[] = [
    { title: 'Certname' },
    { title: 'Role' },
    { title: 'Runs' },
    { title: 'System' },
    { title: 'CPUs', numeric: true },
    { title: 'Memory', numeric: true },
    { title: 'pp_role' },
    { title: 'Alternative names' },
  ];
  const rows = all.nodes.map((node) => [
    escape(node.certname),
    escape(node.roles.filter((role) => role !== 'agent').join(', ') || 'agent'),
    escape(runs(node)),
    escape(node.os === undefined ? '' : `${node.os.name} ${node.os.release}`),
    node.cpus === undefined ? '' : String(node.cpus),
    node.memoryMb === undefined ? '' : memoryText(node.memoryMb),
    escape(node.ppRole ?? ''),
    escape(node.altNames.join(', ')),
  ]);
  return table('Nodes of the platform', columns, rows);
}

function runs(node: InfrastructureNode): string {
  return [
    ...(node.isServer ? ['OpenVox server'] : []),
    ...(node.runsOpenvoxdb ? ['OpenVoxDB'] : []),
    ...(node.runsPostgresql ? ['PostgreSQL'] : []),
    ...(node.runsEtcd ? ['etcd'] : []),
    ...(node.runsForeman ? ['Foreman'] : []),
    ...(node.runsOpenvoxview ? ['OpenVoxView'] : []),
    ...(node.runsBalancer ? ['HAProxy'] : []),
  ].join(', ');
}

/** Who may connect to whom, by the boxes of the drawing. */
function matrix({ boxes }: Drawing, links: readonly Connection[]): string {
  const homeOf = (name: string): Box | undefined =>
    boxes.find(({ id, members }) => id === name || members.includes(name));
  const cells = new Map<string, Set<number>>();
  for (const { from, to, port: number } of links) {
    const key = `${homeOf(from.name)?.id ?? ''} ${homeOf(to.name)?.id ?? ''}`;
    cells.set(key, (cells.get(key) ?? new Set()).add(number));
  }
  const cell = (from: Box, to: Box): string =>
    [...(cells.get(`${from.id} ${to.id}`) ?? [])].sort((a, b) => a - b).join(', ');
  const targets = boxes.filter((to) => boxes.some((from) => cell(from, to) !== ''));
  const sources = boxes.filter((from) => targets.some((to) => cell(from, to) !== ''));
  return table(
    'Ports by source and target',
    [{ title: 'From \\ to' }, ...targets.map(({ title }) => ({ title, numeric: true }))],
    sources.map((from) => [
      escape(from.title),
      ...targets.map((to) => cell(from, to) || '<span class="soft">–</span>'),
    ]),
  );
}

function linkTable(links: readonly Connection[]): string {
  return table(
    'Every connection',
    [{ title: 'From' }, { title: 'To' }, { title: 'Port', numeric: true }, { title: 'Purpose' }],
    links.map(({ from, to, port, purpose }) => [escape(from.name), escape(to.name), String(port), escape(purpose)]),
  );
}

function planHtml(plan: Plan): string {
  const { load } = plan;
  const intro = `${load.agents.toLocaleString('en')} agents, a run every ${load.intervalSeconds} s that keeps a JRuby instance busy for ${load.catalogMs} ms; instances may be busy for ${load.utilisationPercent} % of the time. So many agents ask for the tier ${tierTitles[plan.tierForAgents]} (${limitsSource}).`;
  return [
    `<p>${escape(intro)}</p>`,
    ...plan.notes.map((text) => `<p class="note">${escape(text)}</p>`),
    ...plan.assumptions.map((text) => `<p class="note">Assumed: ${escape(text)}</p>`),
    ...plan.findings.map(
      ({ severity, code, message, help }) =>
        `<p class="${severity}"><strong>${severity} ${code}</strong> ${escape(message)}${help === undefined ? '' : ` ${escape(help)}`}</p>`,
    ),
    figures('The whole', plan.figures),
    ...alike(plan.nodes).map(({ node, names, cpus, memoryMb, figures: own }) =>
      figures(`${names.join(', ')} · ${node.role} · ${cpus} CPUs, ${memoryText(memoryMb)}`, own),
    ),
    `<details><summary>Formulas (${plan.formulas.length})</summary>`,
    '<p>Of whole numbers; / rounds down; memory in MiB.</p>',
    ...plan.formulas.map(
      ({ name, parameters, lines, summary: first, description }) =>
        `<h3><code>${escape(name)}</code></h3><pre>${escape(`(${parameters.map((item) => item.name).join(', ')})\n${lines.map((line, index) => (index === lines.length - 1 ? `= ${line}` : line)).join('\n')}`)}</pre><p>${escape([first, description].join(' ').trim())}</p>`,
    ),
    '</details>',
  ].join('\n');
}

function figures(caption: string, list: readonly Figure[]): string {
  const rows = list.map((figure) => [
    escape(figure.label),
    escape(valueText(figure)),
    `<details><summary>how</summary><pre>${escape(calculation(figure).join('\n'))}</pre></details>`,
  ]);
  return table(caption, [{ title: 'Figure' }, { title: 'Value', numeric: true }, { title: 'Calculation' }], rows);
}
