/** Which versions of which modules a control repository has, as its Puppetfile says. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readText } from '../source/read-text.js';

export interface PinnedModule {
  /** Owner and name on the Forge, if it is from there. */
  readonly slug: string | undefined;
  readonly name: string;
  /** The text of the version or of the tag. */
  readonly version: string | undefined;
}

/** Modules by name; nothing if there is no Puppetfile. */
export function readPuppetfile(root: string): ReadonlyMap<string, PinnedModule> | undefined {
  const file = join(root, 'Puppetfile');
  if (!existsSync(file)) return undefined;
  const text = readText(file);
  if (typeof text !== 'string') return undefined;
  const found = new Map<string, PinnedModule>();
  const plain = text.replace(/^\s*#.*$/gm, '');
  for (const [, name = '', rest = ''] of plain.matchAll(
    /^\s*mod\s*\(?\s*['"]([^'"]+)['"]([\s\S]*?)(?=^\s*mod\b|(?![\s\S]))/gm,
  )) {
    const [, owner, short]: readonly (string | undefined)[] = /^(\w+)[/-](\w+)$/.exec(name) ?? [];
    const version = /^\s*,\s*['"]([^'"]+)['"]/.exec(rest)?.[1];
    const tag = /(?::?(?:tag|ref)\b\s*(?:=>|:)\s*)['"]v?([^'"]+)['"]/.exec(rest)?.[1];
    const git = /(?::?git\b\s*(?:=>|:)\s*)['"][^'"]*?[/:]([\w.-]+)\/[\w.-]*?['"]/.exec(rest)?.[1];
    const key = short === undefined || short === '' ? name : short;
    found.set(key, {
      name: key,
      slug: owner === undefined ? (git === undefined ? undefined : `${git}/${key}`) : `${owner}/${key}`,
      version: version ?? tag,
    });
  }
  return found;
}

/** Whether a recorded version speaks for a pinned one: the same module, and no version between them that may break. */
export function speaksFor(
  recorded: { readonly slug?: string; readonly version: string },
  pinned: PinnedModule,
): boolean {
  if (
    pinned.slug !== undefined &&
    recorded.slug !== undefined &&
    pinned.slug.split('/')[0] !== recorded.slug.split('/')[0]
  ) {
    // The Git home of a module has other names than its owner on the Forge.
    if (pinned.version === undefined || !/^\d/.test(pinned.version)) return false;
  }
  if (pinned.version === undefined) return true;
  const series = seriesOf(pinned.version);
  return series !== undefined && series === seriesOf(recorded.version);
}

/** What breaking changes change: the major version, before 1.0 the minor one. */
function seriesOf(version: string): string | undefined {
  return /^(?:0\.\d+|0$|[1-9]\d*)/.exec(version)?.[0];
}
