/** The difference of two infrastructures as text. */
import type { Data } from '../../model/value.js';
import type { Change, InfrastructureDiff, NodeChange } from './model.js';

export interface FileChange {
  readonly path: string;
  readonly kind: 'added' | 'removed' | 'changed';
}

const marks = { added: '+', removed: '-', changed: '~' } as const;

export function diffText({ nodes, data, connections }: InfrastructureDiff, files: readonly FileChange[]): string {
  const lines = [
    ...section('Nodes', nodes.flatMap(nodeLines)),
    ...section(
      'Hiera data of all nodes',
      data.map((change) => changeLine(change, shown)),
    ),
    ...section(
      'Files of the control repository',
      files.map(({ path, kind }) => `${marks[kind]} ${path}`),
    ),
    ...section('Connections', [
      ...connections.added.map((link) => `+ ${link}`),
      ...connections.removed.map((link) => `- ${link}`),
    ]),
    ...section(
      'Restarts',
      nodes.flatMap(({ certname, restarts }) =>
        restarts.map(
          ({ service, action, because }) => `${certname}: ${action} ${service}, since this changes: ${because}`,
        ),
      ),
    ),
  ];
  return lines.length === 0 ? 'nothing changes\n' : `${lines.join('\n').trimEnd()}\n`;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`), ''];
}

function nodeLines({ certname, kind, facts, certificate, data, settings }: NodeChange): readonly string[] {
  if (kind === 'removed')
    return [`- ${certname}: revoke its certificate with \`puppetserver ca clean --certname ${certname}\``];
  return [
    `${marks[kind]} ${certname}`,
    ...facts.map((change) => `    ${changeLine(change, String)}`),
    ...certificate.map((change) => `    ${kind === 'added' ? '' : 'new certificate: '}${changeLine(change, String)}`),
    ...data.map((change) => `    ${changeLine(change, shown)}`),
    ...(kind === 'added' ? [] : settings.map((change) => `    ${changeLine(change, String)}`)),
  ];
}

function changeLine<T>({ name, before, after }: Change<T>, show: (value: T) => string): string {
  if (before === undefined) return after === undefined ? name : `+ ${name}: ${show(after)}`;
  return after === undefined ? `- ${name}: ${show(before)}` : `~ ${name}: ${show(before)} -> ${show(after)}`;
}

function shown(value: Data): string {
  return JSON.stringify(value);
}
