/** A drawing as text that GitHub, the Forge and wikis turn into a picture. */
import { drawing, type FlowNode } from '../../text/mermaid.js';
import type { Box, Drawing } from './drawing.js';

/** Certnames in one box before the rest is counted. */
const shownMembers = 6;

/** Certnames as they are shown: the first ones, and how many more there are. */
export function shown(members: readonly string[]): readonly string[] {
  return members.length <= shownMembers + 1
    ? members
    : [...members.slice(0, shownMembers), `and ${members.length - shownMembers} more`];
}

/** The source of a Mermaid flowchart; ends with a line break. */
export function mermaidText({ boxes, frames, edges }: Drawing): string {
  const nodes: FlowNode[] = [
    ...frames.map(({ id, title }) => ({ id, label: title, shape: 'node' as const, optional: false })),
    ...boxes.map((box) => ({
      id: box.id,
      label: [box.title, ...shown(box.members), ...box.remarks].join('\n'),
      shape: shapeOf(box),
      optional: box.optional,
      ...(box.frame === undefined ? {} : { inside: box.frame }),
    })),
  ];
  const connections = edges.map(({ from, to, label, optional }) => ({ from, to, port: label, optional }));
  return `${drawing({ nodes, connections })}\n`;
}

function shapeOf({ id, kind, members }: Box): FlowNode['shape'] {
  if (id === 'agents' || members.length > 1) return 'pool';
  return kind === 'database' ? 'database' : 'node';
}
