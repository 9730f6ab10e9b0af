/** `README.md` of the module: its skeleton is `templates/README.md.ejs`. */
import { FindingsError, finding, type Finding } from '../../src/findings/finding.js';
import type { ModuleModel } from '../../src/model/module.js';
import { suggest } from '../../src/findings/suggest.js';
import { textFile, type Emitter } from '../context.js';
import { emitDiagnostics } from '../diagnostics.js';
import { anchor, code, enumeration, fence, table } from '../markdown.js';
import { render, templateText } from '../../src/text/template.js';
import { yamlText } from '../../src/text/yaml.js';
import { drawing } from '../../src/text/mermaid.js';
import {
  certificateRoles,
  classification,
  parameterTable,
  portTable,
  settingsTable,
  systemTable,
  tierNodes,
} from './tables.js';

/** Names of the runtimes as people write them. */
const runtimes: Readonly<Record<string, string>> = { openvox: 'OpenVox', puppet: 'Puppet' };

export const readme: Emitter = function* (model) {
  checkProse(model);
  const { identity, tiers, definitions } = model;
  const body = render('README.md', {
    identity,
    prose: (section: string) => (model.prose[section] ?? '').trim(),
    tiers: tiers.map((tier) => ({
      ...tier,
      folder: `examples/${tier.name}`,
      drawing: fence('mermaid', drawing(tier)),
      data: fence('yaml', yamlText(tier.data)),
      table: tierNodes(identity.name, tier, model.roles),
    })),
    classes: definitions.flatMap(({ definition }) =>
      definition.kind === 'class' && definition.documentation.api === 'public' && definition.parameters.length > 0
        ? [{ name: definition.name, summary: definition.documentation.summary, table: parameterTable(definition) }]
        : [],
    ),
    classification: classification(identity.name, model.roles),
    certificateRoles: certificateRoles(model.roles),
    settings: settingsTable(model),
    ports: portTable(model),
    systems: systemTable(model),
    dependencies: table(
      ['Module', 'Versions'],
      model.dependencies.map(({ name, range }) => [code(name), code(range)]),
    ),
    runtime: { ...model.runtime, title: runtimes[model.runtime.name] ?? model.runtime.name },
    code,
  });
  yield textFile('README.md', `${withContents(body).trimEnd()}\n`);
};

/** Ids of the texts that the skeleton takes, in their order. */
export function proseSections(): string[] {
  return [...templateText('README.md.ejs').matchAll(/prose\('([^']+)'\)/g)].map(([, section = '']) => section);
}

function checkProse({ prose }: ModuleModel): void {
  const sections = proseSections();
  const findings: Finding[] = [
    ...sections
      .filter((section) => (prose[section] ?? '').trim() === '')
      .map((section) => finding(emitDiagnostics.missingProse, undefined, section)),
    ...Object.keys(prose)
      .filter((section) => !sections.includes(section))
      .map((section) => finding(emitDiagnostics.unknownProse, undefined, section, expected(section, sections))),
  ];
  if (findings.length > 0) throw new FindingsError(findings);
}

function expected(section: string, sections: readonly string[]): string {
  const meant = suggest(section, sections);
  return meant === undefined ? `it has ${enumeration(sections.map((id) => `'${id}'`))}` : `did you mean '${meant}'?`;
}

/** Puts the list of sections where the skeleton has its mark; no more than one empty line at a time. */
function withContents(text: string): string {
  const entries: string[] = [];
  const lines: string[] = [];
  let fenced = false;
  for (const line of text.split('\n')) {
    if (fenced || line !== '' || lines.at(-1) !== '') lines.push(line);
    if (line.startsWith('```')) fenced = !fenced;
    const heading = fenced ? null : /^(##|###) (.+)$/.exec(line);
    const [, marks = '', title = ''] = heading ?? [];
    // Classes have sections of their own below "Parameters": the list stays readable without them.
    if (heading === null || title === 'Table of contents' || title.startsWith('`')) continue;
    entries.push(`${marks === '##' ? '' : '  '}- [${title}](#${anchor(title)})`);
  }
  return lines.join('\n').replace('<!-- contents -->', () => entries.join('\n'));
}
