/** Where everything in a drawing stands; computed by the Eclipse Layout Kernel. */
import elk, { type ElkExtendedEdge, type ElkNode } from 'elkjs/lib/elk.bundled.js';
import type { Box, Drawing, Edge, Frame } from './drawing.js';
import { shown } from './mermaid.js';

/** Sizes in pixels. Widths of text are estimated, since there is no browser here; a test compares them with a real one. */
export const type = {
  title: { size: 15, line: 22, em: 0.62 },
  text: { size: 13, line: 19, em: 0.58 },
  label: { size: 12, line: 16, em: 0.62 },
} as const;
export const padding = 14;

type Style = keyof typeof type;

export interface Line {
  readonly text: string;
  readonly style: Exclude<Style, 'label'>;
  readonly role: 'title' | 'services' | 'member' | 'remark';
}

export interface Placed {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly (Placed & { readonly box: Box; readonly lines: readonly Line[] })[];
  readonly frames: readonly (Placed & { readonly frame: Frame })[];
  readonly edges: readonly {
    readonly edge: Edge;
    /** Corners, from the source to the target. */
    readonly points: readonly { readonly x: number; readonly y: number }[];
    readonly label: Placed;
  }[];
}

function widthOf(text: string, style: Style): number {
  return Math.ceil([...text].length * type[style].size * type[style].em);
}

function linesOf(box: Box): readonly Line[] {
  return [
    ...wrapped(box.title.split(' '), ' ').map((text) => ({ text, style: 'title', role: 'title' }) as const),
    ...wrapped(box.services, ' · ').map((text) => ({ text, style: 'text', role: 'services' }) as const),
    ...shown(box.members).map((text) => ({ text, style: 'text', role: 'member' }) as const),
    ...box.remarks.map((text) => ({ text, style: 'text', role: 'remark' }) as const),
  ];
}

/** Characters on a line of words; a longer one makes a box wider than its neighbours. */
const COLUMNS = 24;

function wrapped(words: readonly string[], separator: string): readonly string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last === undefined || last.length + separator.length + word.length > COLUMNS) lines.push(word);
    else lines[lines.length - 1] = `${last}${separator}${word}`;
  }
  return lines;
}

const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.layered.spacing.nodeNodeBetweenLayers': '40',
  'elk.layered.spacing.edgeNodeBetweenLayers': '18',
  'elk.spacing.nodeNode': '36',
  'elk.spacing.edgeNode': '22',
  'elk.spacing.edgeEdge': '16',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '16',
  'elk.spacing.edgeLabel': '4',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.padding': '[top=24,left=24,bottom=24,right=24]',
} as const;

export async function layOut(drawing: Drawing): Promise<Layout> {
  const { boxes, frames, edges } = drawing;
  const lines = new Map(boxes.map((box) => [box.id, linesOf(box)]));
  const sized = (box: Box): ElkNode => {
    const own = lines.get(box.id) ?? [];
    return {
      id: box.id,
      width: Math.max(...own.map(({ text, style }) => widthOf(text, style))) + 2 * padding,
      height: own.reduce((sum, { style }) => sum + type[style].line, 0) + 2 * padding,
    };
  };
  const graph: ElkNode = {
    id: 'root',
    layoutOptions: options,
    children: [
      ...boxes.filter(({ frame }) => frame === undefined).map(sized),
      ...frames.map(({ id }) => ({
        id,
        layoutOptions: { ...options, 'elk.padding': '[top=44,left=18,bottom=18,right=18]' },
        children: boxes.filter(({ frame }) => frame === id).map(sized),
      })),
    ],
    edges: edges.map(({ from, to, label }, index) => ({
      id: `edge${index}`,
      sources: [from],
      targets: [to],
      labels: [{ text: label, width: widthOf(label, 'label') + 8, height: type.label.line + 4 }],
    })),
  };
  const laid = await new elk.default().layout(graph);
  return placed(laid, drawing, lines);
}

function placed(laid: ElkNode, { boxes, frames, edges }: Drawing, lines: ReadonlyMap<string, readonly Line[]>): Layout {
  const nodes = new Map<string, Placed>();
  const routes = new Map<string, { route: ElkExtendedEdge; x: number; y: number }>();
  const offsets = new Map<string, { x: number; y: number }>([['root', { x: 0, y: 0 }]]);
  const visit = (node: ElkNode, x: number, y: number): void => {
    for (const child of node.children ?? []) {
      const at = { x: x + (child.x ?? 0), y: y + (child.y ?? 0) };
      offsets.set(child.id, at);
      nodes.set(child.id, { ...at, width: child.width ?? 0, height: child.height ?? 0 });
      visit(child, at.x, at.y);
    }
  };
  visit(laid, 0, 0);
  const collect = (node: ElkNode): void => {
    for (const route of node.edges ?? []) {
      // Coordinates of an edge are those of the node that holds both of its ends.
      const container = 'container' in route && typeof route.container === 'string' ? route.container : node.id;
      routes.set(route.id, { route, ...(offsets.get(container) ?? { x: 0, y: 0 }) });
    }
    for (const child of node.children ?? []) collect(child);
  };
  collect(laid);
  const at = (id: string): Placed => nodes.get(id) ?? { x: 0, y: 0, width: 0, height: 0 };
  return {
    width: Math.ceil(laid.width ?? 0),
    height: Math.ceil(laid.height ?? 0),
    boxes: boxes.map((box) => ({ box, lines: lines.get(box.id) ?? [], ...at(box.id) })),
    frames: frames.map((frame) => ({ frame, ...at(frame.id) })),
    edges: edges.flatMap((edge, index) => {
      const found = routes.get(`edge${index}`);
      const section = found?.route.sections?.[0];
      const [label] = found?.route.labels ?? [];
      if (found === undefined || section === undefined || label === undefined) return [];
      const moved = ({ x, y }: { x: number; y: number }) => ({ x: x + found.x, y: y + found.y });
      const points = [section.startPoint, ...(section.bendPoints ?? []), section.endPoint].map(moved);
      const corner = moved({ x: label.x ?? 0, y: label.y ?? 0 });
      return [{ edge, points, label: { ...corner, width: label.width ?? 0, height: label.height ?? 0 } }];
    }),
  };
}
