import type { NodeRow, Phase, Runbook, Step } from './model.js';

export function runbookText({ title, nodes, build, dayTwo }: Runbook): string {
  const lines = [
    `# ${title}`,
    '',
    'Commands are for a shell of root on the node that is named. Go on only when the check of a step says so.',
    '',
    ...nodeLines(nodes),
    '',
    '## From bare machines to a running platform',
    '',
    ...build.flatMap((phase, index) => phaseLines(phase, `${index + 1}. `)),
    ...(dayTwo.length === 0 ? [] : ['## Day two', '', ...dayTwo.flatMap((phase) => phaseLines(phase, ''))]),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function nodeLines(nodes: readonly NodeRow[]): readonly string[] {
  return [
    '| Node | What it is | Operating system | `pp_role` | Further names in its certificate |',
    '| --- | --- | --- | --- | --- |',
    ...nodes.map(({ certname, title, os, ppRole, altNames }) =>
      `| ${[`\`${certname}\``, title, os, ppRole, altNames.join(', ')].join(' | ')} |`.replace(/ +\|/g, ' |'),
    ),
  ];
}

function phaseLines({ title, intro, steps }: Phase, number: string): readonly string[] {
  return [
    `### ${number}${title}`,
    '',
    ...(intro === undefined ? [] : [intro, '']),
    ...steps.flatMap((step, index) => stepLines(step, `${number.replace(/\. $/, '.')}${index + 1}`)),
  ];
}

function stepLines({ node, title, commands, check, note }: Step, number: string): readonly string[] {
  return [
    `#### ${number} \`${node}\`: ${title}`,
    '',
    ...(note === undefined ? [] : [note, '']),
    '```bash',
    ...commands,
    '```',
    '',
    ...['Check:', '', '```bash', ...check.commands, '```', '', `${check.expect}.`, ''],
  ];
}
