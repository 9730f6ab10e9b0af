/**
 * Archives whose bytes follow from the files in them alone: no clock, no user, no umask, no order of a folder. Compressed
 * by a program of this package, because what zlib makes differs between its versions and between processors.
 */
import { gunzipSync, gzipSync } from 'fflate';
import { packTar, unpackTar } from 'modern-tar';
import type { GeneratedFile } from '../model/module.js';
import { parentsOf } from '../write/paths.js';
import { compareText } from '../text/order.js';

/** Of every entry. Not the epoch: tar would warn of an implausible time. */
const MTIME = new Date('2000-01-01T00:00:00Z');
const LEVEL = 9;

type File = Pick<GeneratedFile, 'mode'> & { readonly content: string | Uint8Array };

/**
 * @param root - the one folder at the top
 * @param files - by their path below that folder
 * @returns a `.tar.gz`
 */
export async function packArchive(root: string, files: ReadonlyMap<string, File>): Promise<Uint8Array> {
  const folders = new Set<string>();
  for (const path of files.keys()) for (const folder of parentsOf(path)) folders.add(folder);
  const paths = [...folders, ...files.keys()].sort(compareText);
  const common = { mtime: MTIME, uid: 0, gid: 0, uname: 'root', gname: 'root' };
  const folder = (name: string) =>
    ({ header: { ...common, name: `${name}/`, type: 'directory', mode: 0o755, size: 0 } }) as const;
  const entries = paths.map((path) => {
    const file = files.get(path);
    if (file === undefined) return folder(`${root}/${path}`);
    const body = typeof file.content === 'string' ? Buffer.from(file.content) : file.content;
    return {
      header: { ...common, name: `${root}/${path}`, type: 'file', mode: file.mode, size: body.length },
      body,
    } as const;
  });
  const tar = await packTar([folder(root), ...entries]);
  return gzipSync(tar, { level: LEVEL, mtime: 0 });
}

/**
 * The files of an archive by their whole path, and what else is in it.
 *
 * @throws Error where it is no archive
 */
export async function unpackArchive(
  archive: Uint8Array,
): Promise<{ readonly files: ReadonlyMap<string, Uint8Array>; readonly others: readonly string[] }> {
  const entries = await unpackTar(gunzipSync(archive), { strict: true });
  const files = new Map<string, Uint8Array>();
  const others: string[] = [];
  for (const { header, data } of entries) {
    if (header.type === 'file') files.set(header.name, data ?? new Uint8Array());
    else if (header.type !== 'directory') others.push(header.name);
  }
  return { files, others };
}
