import type { LockedModule } from '../model/emit.js';
import type { ModuleIdentity, ModuleModel, VersionRange } from '../model/module.js';
import { sha256 } from '../write/hash.js';
import { releaseSlug } from './layout.js';

export interface SbomInput {
  readonly model: Pick<ModuleModel, 'identity' | 'dependencies' | 'runtime'>;
  /** The component modules at the versions that the module was judged with. */
  readonly lock: readonly LockedModule[];
  /** SHA-256 of each file by its path in the module. */
  readonly files: ReadonlyMap<string, string>;
  /** SHA-256 of the package. */
  readonly archive: string;
  /** Of ovp-gen. */
  readonly toolVersion: string;
}

/**
 * Without the time and the random number that such documents often carry: the same package has the same bill. The
 * dependencies are those of `metadata.json`; a version is told where the lock has one, the range always.
 */
export function sbom({ model, lock, files, archive, toolVersion }: SbomInput): string {
  const { identity, dependencies, runtime } = model;
  const ref = purl(identity);
  const needed = [runtime, ...dependencies].map((range) => dependency(range, lock));
  const document = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      tools: { components: [{ type: 'application', name: 'ovp-gen', version: toolVersion }] },
      component: {
        type: 'library',
        'bom-ref': ref,
        group: identity.owner,
        name: identity.name,
        version: identity.version,
        description: identity.summary,
        authors: [{ name: identity.author }],
        hashes: [{ alg: 'SHA-256', content: archive }],
        licenses: [{ license: { id: identity.license } }],
        purl: ref,
        externalReferences: [
          { type: 'vcs', url: identity.source },
          { type: 'website', url: identity.projectPage },
          { type: 'issue-tracker', url: identity.issuesUrl },
        ],
        components: [...files].map(([path, hash]) => ({
          type: 'file',
          'bom-ref': `${releaseSlug(identity)}/${path}`,
          name: path,
          hashes: [{ alg: 'SHA-256', content: hash }],
        })),
      },
    },
    components: needed,
    dependencies: [
      { ref, dependsOn: needed.map((component) => component['bom-ref']) },
      ...needed.map((component) => ({ ref: component['bom-ref'], dependsOn: [] })),
    ],
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function dependency({ name, range }: VersionRange, lock: readonly LockedModule[]) {
  const [owner, module] = name.split('/', 2);
  const locked = lock.find(({ slug }) => slug === name);
  const version = locked === undefined ? {} : { version: locked.version };
  const properties = [{ name: 'puppet:version_requirement', value: range }];
  if (owner === undefined || module === undefined) {
    return { type: 'platform', 'bom-ref': name, name, ...version, properties } as const;
  }
  const ref = purl({ owner, name: module, ...version });
  return { type: 'library', 'bom-ref': ref, group: owner, name: module, ...version, purl: ref, properties } as const;
}

/** https://github.com/package-url/purl-spec has `puppet` among its candidates, for modules of the Forge. */
function purl({
  owner,
  name,
  version,
}: Pick<ModuleIdentity, 'owner' | 'name'> & { readonly version?: string }): string {
  return `pkg:puppet/${owner}/${name}${version === undefined ? '' : `@${version}`}`;
}

/** Hashes of files by their path. */
export function hashesOf(files: ReadonlyMap<string, { readonly content: string }>): ReadonlyMap<string, string> {
  return new Map([...files].map(([path, { content }]) => [path, sha256(content)]));
}
