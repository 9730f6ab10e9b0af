/** A drawing as SVG: one file with its own styles, for a design document, light or dark as the reader has it. */
import type { Drawing } from './drawing.js';
import { type Layout, layOut, padding, type } from './layout.js';

const CORNER = 8;

/** Colours, light and dark; names of classes are those of the drawing's kinds. */
const palette = {
  light: {
    back: '#ffffff',
    ink: '#1c2733',
    soft: '#51606f',
    line: '#5c6b7a',
    frame: '#f3f6f9',
    edge: '#b6c2ce',
    clients: '#eef1f4',
    balancer: '#fdf3dc',
    server: '#e3effb',
    database: '#e2f4e8',
    console: '#f1eafa',
    external: '#ffffff',
  },
  dark: {
    back: '#12181f',
    ink: '#e8eef4',
    soft: '#a9b7c4',
    line: '#8fa0b0',
    frame: '#1a222b',
    edge: '#435160',
    clients: '#232c35',
    balancer: '#3d3213',
    server: '#15324d',
    database: '#173a26',
    console: '#33264a',
    external: '#12181f',
  },
} as const;

const kinds = ['clients', 'balancer', 'server', 'database', 'console', 'external'] as const;

function rules(colors: Readonly<Record<keyof typeof palette.light, string>>): string {
  return [
    `.ovp-back{fill:${colors.back}}`,
    `.ovp-text{fill:${colors.ink}}`,
    `.ovp-soft{fill:${colors.soft}}`,
    `.ovp-frame{fill:${colors.frame};stroke:${colors.edge}}`,
    `.ovp-box{stroke:${colors.line}}`,
    ...kinds.map((kind) => `.ovp-${kind}{fill:${colors[kind]}}`),
    `.ovp-wire{stroke:${colors.line}}`,
    `.ovp-head{fill:${colors.line}}`,
    `.ovp-plate{fill:${colors.back};stroke:${colors.edge}}`,
  ].join('');
}

/** The styles of a drawing; a page that holds one may set `data-theme` on its root. */
export const drawingStyle = [
  '.ovp-drawing{font-family:ui-sans-serif,system-ui,"Segoe UI",Roboto,"DejaVu Sans",Arial,sans-serif}',
  '.ovp-title{font-size:15px;font-weight:600}',
  '.ovp-line{font-size:13px}',
  '.ovp-label{font-size:12px;font-weight:600}',
  '.ovp-box{stroke-width:1.5}',
  '.ovp-wire{fill:none;stroke-width:1.5}',
  '.ovp-optional{stroke-dasharray:6 4}',
  rules(palette.light),
  `@media (prefers-color-scheme:dark){${rules(palette.dark)}}`,
].join('\n');

export async function svgText(drawing: Drawing, title: string): Promise<string> {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${svgElement(await layOut(drawing), title, drawingStyle)}\n`;
}

/** @param style contents of a style element; none where the page around it has them */
export function svgElement(layout: Layout, title: string, style = ''): string {
  const { width, height, boxes, frames, edges } = layout;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" class="ovp-drawing" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="ovp-drawing-title">`,
    `<title id="ovp-drawing-title">${escape(title)}</title>`,
    ...(style === '' ? [] : [`<style>${style}</style>`]),
    '<defs><marker id="ovp-arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto-start-reverse"><path class="ovp-head" d="M0 0L10 5L0 10z"/></marker></defs>',
    `<rect class="ovp-back" width="${width}" height="${height}"/>`,
    ...frames.flatMap(({ frame, ...place }) => [
      `<rect class="ovp-frame" ${rectangle(place)} rx="${CORNER}"/>`,
      `<text class="ovp-title ovp-soft" x="${round(place.x + 18)}" y="${round(place.y + 28)}">${escape(frame.title)}</text>`,
    ]),
    ...edges.map(
      ({ edge, points }) =>
        `<path class="ovp-wire${edge.optional ? ' ovp-optional' : ''}" d="${path(points)}" marker-end="url(#ovp-arrow)"><title>${escape(`${edge.label}: ${edge.purpose}`)}</title></path>`,
    ),
    ...boxes.flatMap(boxParts),
    ...edges.flatMap(({ edge, label }) => [
      `<rect class="ovp-plate" ${rectangle(label)} rx="4"/>`,
      `<text class="ovp-label ovp-text" text-anchor="middle" x="${round(label.x + label.width / 2)}" y="${round(label.y + label.height / 2 + type.label.size * 0.35)}">${escape(edge.label)}</text>`,
    ]),
    '</svg>',
  ];
  return parts.join('\n');
}

function boxParts({ box, lines, ...place }: Layout['boxes'][number]): readonly string[] {
  const texts: string[] = [];
  let y = place.y + padding;
  for (const { text, style, role } of lines) {
    y += type[style].line;
    const look =
      role === 'title' ? 'ovp-title ovp-text' : role === 'member' ? 'ovp-line ovp-text' : 'ovp-line ovp-soft';
    texts.push(
      `<text class="${look}" x="${round(place.x + padding)}" y="${round(y - type[style].line * 0.28)}">${escape(text)}</text>`,
    );
  }
  const dashed = box.optional || box.kind === 'external' ? ' ovp-optional' : '';
  return [
    `<g data-box="${box.id}">`,
    // A pool looks like a pile.
    ...(box.members.length > 1 || box.id === 'agents'
      ? [
          `<rect class="ovp-box ovp-${box.kind}${dashed}" ${rectangle({ ...place, x: place.x + 5, y: place.y - 5 })} rx="${CORNER}"/>`,
        ]
      : []),
    `<rect class="ovp-box ovp-${box.kind}${dashed}" ${rectangle(place)} rx="${CORNER}"/>`,
    ...texts,
    '</g>',
  ];
}

function rectangle({ x, y, width, height }: { x: number; y: number; width: number; height: number }): string {
  return `x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"`;
}

/** A line with round corners. */
function path(points: readonly { readonly x: number; readonly y: number }[]): string {
  return points
    .map((point, index) => {
      const [before, after] = [points[index - 1], points[index + 1]];
      if (before === undefined) return `M${round(point.x)} ${round(point.y)}`;
      if (after === undefined) return `L${round(point.x)} ${round(point.y)}`;
      const radius = Math.min(CORNER, distance(before, point) / 2, distance(point, after) / 2);
      const [start, end] = [towards(point, before, radius), towards(point, after, radius)];
      return `L${round(start.x)} ${round(start.y)}Q${round(point.x)} ${round(point.y)} ${round(end.x)} ${round(end.y)}`;
    })
    .join('');
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function towards(from: Point, to: Point, by: number): Point {
  const whole = distance(from, to);
  return whole === 0
    ? from
    : { x: from.x + ((to.x - from.x) * by) / whole, y: from.y + ((to.y - from.y) * by) / whole };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Text as XML and HTML have it. */
export function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
