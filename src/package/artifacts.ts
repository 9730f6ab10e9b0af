import type { LockedModule } from '../model/emit.js';
import type { FileTree, ModuleModel } from '../model/module.js';
import { sha256 } from '../write/hash.js';
import { packArchive } from './archive.js';
import { isPackaged, releaseSlug } from './layout.js';
import { hashesOf, sbom } from './sbom.js';
import { compareText } from '../text/order.js';

export interface Artifacts {
  /** `acme-demo-1.2.0`. */
  readonly slug: string;
  readonly archive: { readonly name: string; readonly content: Uint8Array; readonly sha256: string };
  /** What lies beside the archive, by name: its checksum, the files in it with theirs, the bill of materials. */
  readonly companions: ReadonlyMap<string, string>;
  /** Paths in the module of what is packaged, sorted. */
  readonly packed: readonly string[];
  /** Generated files that serve the work on the module only. */
  readonly leftOut: readonly string[];
}

export interface ArtifactsInput {
  readonly model: ModuleModel;
  readonly files: FileTree;
  readonly lock: readonly LockedModule[];
  /** Of ovp-gen; told in the bill of materials. */
  readonly toolVersion: string;
}

export async function buildArtifacts({ model, files, lock, toolVersion }: ArtifactsInput): Promise<Artifacts> {
  const slug = releaseSlug(model.identity);
  const packed = packedFiles(files);
  const content = await packArchive(slug, packed);
  const hashes = hashesOf(packed);
  const archive = { name: `${slug}.tar.gz`, content, sha256: sha256(content) };
  const lines = [...hashes].map(([path, hash]) => `${hash}  ${path}\n`);
  return {
    slug,
    archive,
    companions: new Map([
      [`${archive.name}.sha256`, `${archive.sha256}  ${archive.name}\n`],
      [`${slug}.files.sha256`, lines.join('')],
      [`${slug}.cdx.json`, sbom({ model, lock, files: hashes, archive: archive.sha256, toolVersion })],
    ]),
    packed: [...packed.keys()],
    leftOut: [...files.keys()].filter((path) => !isPackaged(path)).sort(compareText),
  };
}

/** Those of the generated files that go into the package, sorted by path. */
export function packedFiles(files: FileTree): FileTree {
  return new Map([...files].filter(([path]) => isPackaged(path)).sort(([a], [b]) => compareText(a, b)));
}
