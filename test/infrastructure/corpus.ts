/** The corpora of input, broken and sound: cases whose texts have a mark with the code of the finding right before its place. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { Catalogue } from '../../src/bind/catalogue.js';
import { checkRead } from '../../src/infrastructure/check.js';
import { checkTree } from '../../src/infrastructure/hieradata/check.js';
import { readInfrastructure } from '../../src/infrastructure/description/read.js';
import type { Finding } from '../../src/findings/finding.js';
import type { ModuleModel } from '../../src/model/module.js';
import { packageFile } from '../../src/package-root.js';

export interface InputCase {
  readonly title: string;
  /** Text by path, without marks. */
  readonly files: Readonly<Record<string, string>>;
  /** `CODE path:line:column`, sorted; `CODE` alone where the place does not matter. */
  readonly want: readonly string[];
}

/** A mark, or one with `?` where only the code counts. */
const mark = /«(OVP\d+)(\?)?»/;

/** @param corpus folder below `fixtures` */
export function inputCases(corpus: string): readonly InputCase[] {
  const folder = packageFile(`fixtures/${corpus}`);
  return readdirSync(folder)
    .sort()
    .flatMap((name) =>
      readFileSync(join(folder, name), 'utf8')
        .split(/^##### /m)
        .slice(1)
        .map((text) => readCase(name.replace('.txt', ''), text)),
    );
}

function readCase(group: string, text: string): InputCase {
  const [title = '', ...parts] = text.split(/^=== |\n=== /);
  const files: Record<string, string> = {};
  const want: string[] = [];
  for (const part of parts) {
    const end = part.indexOf('\n');
    const path = part.slice(0, end < 0 ? part.length : end).trim();
    let body = end < 0 ? '' : part.slice(end + 1);
    for (let found = mark.exec(body); found !== null; found = mark.exec(body)) {
      const before = body.slice(0, found.index).split('\n');
      const [whole, code = '', anywhere] = found;
      want.push(anywhere === undefined ? `${code} ${path}:${before.length}:${(before.at(-1) ?? '').length + 1}` : code);
      body = body.slice(0, found.index) + body.slice(found.index + whole.length);
    }
    files[path] = body;
  }
  return { title: `${group}: ${title.trim()}`, files, want: [...new Set(want)].sort() };
}

/** Lays the files of a case and judges them as the command line does. */
export async function judge({ files, want }: InputCase, model: ModuleModel): Promise<readonly string[]> {
  const root = mkdtempSync(join(tmpdir(), 'ovp-bad-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const description = Object.keys(files).find((path) => path.startsWith('infrastructure.'));
    const findings =
      description === undefined
        ? checkTree(root, model, new Catalogue()).findings
        : await describe(join(root, description), model);
    const placed = findings.map(({ code, site }) =>
      site === undefined || want.includes(code)
        ? code
        : `${code} ${relative(root, site.file)}:${site.line}:${site.column}`,
    );
    return [...new Set(placed)].sort();
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

async function describe(file: string, model: ModuleModel): Promise<readonly Finding[]> {
  return checkRead(await readInfrastructure(file), model, new Catalogue());
}
