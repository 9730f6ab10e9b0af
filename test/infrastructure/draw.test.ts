import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.js';
import { connections } from '../../src/infrastructure/model/connections.js';
import { type Drawing, drawingOf } from '../../src/infrastructure/draw/drawing.js';
import { layOut, type Layout } from '../../src/infrastructure/draw/layout.js';
import { mermaidText } from '../../src/infrastructure/draw/mermaid.js';
import type { Infrastructure } from '../../src/infrastructure/model/infrastructure.js';
import { readInfrastructure, readYaml } from '../../src/infrastructure/description/read.js';
import { packageFile } from '../../src/package-root.js';
import { Page, program } from '../browser/chromium.js';
import { surroundings } from '../cli/surroundings.js';

const folder = packageFile('fixtures/infrastructures');
const files = readdirSync(folder).filter((name) => /\.(ts|ya?ml)$/.test(name));
const work = mkdtempSync(join(tmpdir(), 'ovp-draw-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

async function read(name: string): Promise<Infrastructure> {
  const { infrastructure, findings } = await readInfrastructure(join(folder, name));
  if (infrastructure === undefined) throw new Error(JSON.stringify(findings));
  return infrastructure;
}

/** A large infrastructure with any number of compilers, in YAML as a person would write it. */
function withCompilers(count: number): Infrastructure {
  const names = Array.from({ length: count }, (_, index) => `compiler${index + 1}.example.com`);
  const text = [
    'tier: large',
    'agents: 20000',
    'primary_server: openvox.example.com',
    'loadbalancer: balancer.example.com',
    'openvoxview: true',
    'foreman: false',
    'compilers:',
    ...names.map((name) => `  - ${name}`),
    'nodes:',
    ...['openvox.example.com', 'balancer.example.com', ...names].map((name) => `  ${name}: { os: AlmaLinux 9 }`),
    '',
  ].join('\n');
  const { infrastructure, findings } = readYaml(text, 'a.yaml');
  if (infrastructure === undefined) throw new Error(JSON.stringify(findings));
  return infrastructure;
}

describe.each(files)('the drawing of %s', (name) => {
  let all: Infrastructure;
  let drawing: Drawing;
  beforeAll(async () => {
    all = await read(name);
    drawing = drawingOf(all);
  });

  it('has every node once, and every connection between boxes', () => {
    const members = drawing.boxes.flatMap((box) => box.members);
    for (const { certname } of all.nodes) expect(members.filter((member) => member === certname)).toEqual([certname]);
    const homeOf = (party: string) =>
      drawing.boxes.find(({ id, members: own }) => id === party || own.includes(party))?.id;
    for (const { from, to, port } of connections(all)) {
      const [source, target] = [homeOf(from.name), homeOf(to.name)];
      if (source === target) continue;
      expect(drawing.edges).toContainEqual(expect.objectContaining({ from: source, to: target, port }));
    }
  });

  it('lies apart: no box on another, every arrow at its boxes', async () => {
    const layout = await layOut(drawing);
    expect(overlaps(layout)).toEqual([]);
    for (const { edge, points } of layout.edges) {
      expect(touches(layout, edge.from, points.at(0)), edge.from).toBe(true);
      expect(touches(layout, edge.to, points.at(-1)), edge.to).toBe(true);
    }
    expect(layout.edges).toHaveLength(drawing.edges.length);
  });
});

describe('agents that apply the code by themselves', () => {
  const described = (...lines: readonly string[]): Infrastructure => {
    const text = [
      'tier: large',
      'primary_server: a.example.com',
      'foreman_server: f.example.com',
      'compilers: [c.example.com]',
      'loadbalancer: b.example.com',
      'openvoxdb: d.example.com',
      'serverless: true',
      ...lines,
      'nodes: { a.example.com: {}, b.example.com: {}, c.example.com: {}, d.example.com: {}, f.example.com: {} }',
    ].join('\n');
    const { infrastructure, findings } = readYaml(text, 'a.yaml');
    if (infrastructure === undefined) throw new Error(JSON.stringify(findings));
    return infrastructure;
  };
  const ways = (all: Infrastructure) =>
    connections(all)
      .filter(({ from }) => from.kind === 'agents')
      .map(({ to, port, purpose }) => `${to.name} ${port} ${purpose}`);

  it('ask for certificates and code, report, and need no balancer', () => {
    const all = described('control_repo: https://git.example.com/control.git');
    expect(ways(all)).toEqual([
      'a.example.com 8140 certificates',
      'd.example.com 8081 facts, catalogs, reports, queries',
      'f.example.com 443 facts, reports',
      'git.example.com 443 code and Hiera data',
    ]);
    const { edges, boxes } = drawingOf(all);
    expect(boxes.find(({ members }) => members.includes('git.example.com'))?.title).toBe('Git server');
    expect(edges.filter(({ from }) => from === 'agents').map(({ label }) => label)).toEqual([
      '8140 certificates',
      '8081',
      '443 facts',
      '443 code and Hiera data',
    ]);
  });

  it.each([
    ['git@git.example.com:control.git', ['git.example.com 22']],
    ['ssh://git@git.example.com:7999/control.git', ['git.example.com 7999']],
    ['http://git.example.com/control.git', ['git.example.com 80']],
    ['git://git.example.com/control.git', ['git.example.com 9418']],
    ['/srv/git/control.git', []],
    ['file:///srv/git/control.git', []],
  ])('find %s', (url, want) => {
    const found = ways(described(`control_repo: ${url}`)).filter((way) => way.endsWith(' code and Hiera data'));
    expect(found).toEqual(want.map((place) => `${place} code and Hiera data`));
  });

  it('leave code to others where there is none', () => {
    expect(connections(described()).filter(({ to }) => to.kind === 'external')).toEqual([]);
  });
});

function overlaps({ boxes }: Layout): string[] {
  return boxes.flatMap((a, index) =>
    boxes
      .slice(index + 1)
      .filter((b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height)
      .map((b) => `${a.box.id} ${b.box.id}`),
  );
}

function touches({ boxes }: Layout, id: string, point: { x: number; y: number } | undefined): boolean {
  const found = boxes.find(({ box }) => box.id === id);
  if (found === undefined || point === undefined) return false;
  const slack = 1;
  return (
    point.x >= found.x - slack &&
    point.x <= found.x + found.width + slack &&
    point.y >= found.y - slack &&
    point.y <= found.y + found.height + slack
  );
}

it.each([1, 2, 7, 8, 60])('draws %i compilers', async (count) => {
  const drawing = drawingOf(withCompilers(count));
  const compilers = drawing.boxes.find(({ id }) => id === 'compiler');
  expect(compilers?.members).toHaveLength(count);
  const layout = await layOut(drawing);
  expect(overlaps(layout)).toEqual([]);
  expect(layout.height).toBeLessThan(900);
  if (count > 7) expect(mermaidText(drawing)).toContain(`and ${count - 6} more`);
});

describe('infra draw', () => {
  const run = async (...argv: string[]) => {
    const { said, contextOf } = surroundings(work);
    const code = await main(['infra', 'draw', ...argv], undefined, contextOf);
    return { code, ...said };
  };

  it('prints Mermaid', async () => {
    const { code, out } = await run(join(folder, 'large.ts'));
    expect(code).toBe(0);
    expect(out).toMatch(/^graph LR\n/);
    expect(out).toContain('compiler_balancer -->|"8140"| compiler\n');
    expect(out).toContain('foreman -.->|"8443"| primary\n');
  });

  it('writes what the ending says', async () => {
    const { code } = await run(join(folder, 'standard.yaml'), '--output', 'a.svg');
    expect(code).toBe(0);
    expect(readFileSync(join(work, 'a.svg'), 'utf8')).toMatch(/^<\?xml[^]*<svg [^]*<\/svg>\n$/);
  });

  it.each([
    [['--format', 'svgg'], 2, 'OVP8601'],
    [['--output', 'a.png'], 2, 'OVP8601'],
    [['--output', '/dev/null/a.svg'], 1, 'OVP3006'],
    [[join(folder, 'missing.yaml')], 1, 'OVP8020'],
  ])('with %j ends with %i', async (argv, want, text) => {
    const { code, err } = await run(...(argv.length === 1 ? argv : [join(folder, 'standard.yaml'), ...argv]));
    expect({ code, err }).toEqual({ code: want, err: expect.stringContaining(text) as string });
  });
});

describe.skipIf(program === undefined)('the page in a browser (needs Chromium)', () => {
  let page: Page;
  beforeAll(async () => {
    page = await Page.open();
    const { contextOf } = surroundings(work);
    for (const name of files) {
      const output = `${name}.html`;
      expect(await main(['infra', 'draw', join(folder, name), '--output', output], undefined, contextOf)).toBe(0);
    }
    const { infrastructure } = readYaml(
      readFileSync(join(folder, 'standard.yaml'), 'utf8').replace('agents: 800\n', ''),
      'a',
    );
    if (infrastructure === undefined) throw new Error('no infrastructure');
    writeFileSync(
      join(work, 'quiet.yaml'),
      readFileSync(join(folder, 'standard.yaml'), 'utf8').replace('agents: 800\n', ''),
    );
    expect(await main(['infra', 'draw', 'quiet.yaml', '--output', 'quiet.html'], undefined, contextOf)).toBe(0);
  }, 120_000);
  afterAll(() => page.close());

  const screens = [
    { width: 1400, height: 900, dark: false },
    { width: 1400, height: 900, dark: true },
    { width: 390, height: 844, dark: false },
    { width: 390, height: 844, dark: true },
  ];
  const cases = [...files.map((name) => `${name}.html`), 'quiet.html'].flatMap((name) =>
    screens.map((screen) => [name, screen] as const),
  );

  it.each(cases)('%s on %j needs nothing else, fits and can be read', async (name, screen) => {
    const url = pathToFileURL(join(work, name)).href;
    await page.visit(url, screen);
    expect(page.requests).toEqual([url]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    expect(await page.evaluate(textsOutside)).toEqual([]);
    expect(await page.evaluate(faint)).toEqual([]);
    const dark = await page.evaluate("getComputedStyle(document.body).backgroundColor !== 'rgb(255, 255, 255)'");
    expect(dark).toBe(screen.dark);
  });

  /** Texts that leave the box that they stand in, by the browser's own measure. */
  const textsOutside = `[...document.querySelectorAll('g[data-box]')].flatMap((group) => {
    const box = [...group.querySelectorAll('rect')].at(-1).getBBox();
    return [...group.querySelectorAll('text')]
      .filter((text) => { const { x, y, width, height } = text.getBBox(); return x < box.x || x + width > box.x + box.width || y < box.y || y + height > box.y + box.height; })
      .map((text) => text.textContent);
  })`;

  /** Texts with less contrast to what is behind them than WCAG asks for (4.5). */
  const faint = `(() => {
    const parse = (color) => (color.match(/[\\d.]+/g) ?? []).map(Number);
    const luminance = ([r, g, b]) => {
      const linear = [r, g, b].map((value) => { const share = value / 255; return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4; });
      return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    };
    const contrast = (a, b) => { const [low, high] = [luminance(parse(a)), luminance(parse(b))].sort((x, y) => x - y); return (high + 0.05) / (low + 0.05); };
    const behind = (element) => {
      for (let at = element; at; at = at.parentElement) {
        const color = getComputedStyle(at).backgroundColor;
        const parts = parse(color);
        if (parts.length === 3 || parts[3] > 0) return color;
      }
      return 'rgb(255, 255, 255)';
    };
    const html = [...document.querySelectorAll('h1,h2,p,a,th,td,caption,summary,figcaption,pre')]
      .filter((element) => element.textContent.trim() !== '' && contrast(getComputedStyle(element).color, behind(element)) < 4.5);
    const svg = [...document.querySelectorAll('g[data-box]')].flatMap((group) => {
      const fill = getComputedStyle([...group.querySelectorAll('rect')].at(-1)).fill;
      return [...group.querySelectorAll('text')].filter((text) => contrast(getComputedStyle(text).fill, fill) < 4.5);
    });
    return [...html, ...svg].map((element) => element.textContent);
  })()`;
});
