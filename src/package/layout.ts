/** What a package of a module holds, and under which names. */
import semver from 'semver';
import { type Finding, finding } from '../findings/finding.js';
import type { ModuleIdentity } from '../model/module.js';
import { packageDiagnostics as row } from './diagnostics.js';

/**
 * Names at the top of a module that go into its package: those that puppet-modulebuilder takes, and the schema of the
 * module's Hiera keys, which the README tells users of. Whatever else lies there serves the work on the module only.
 */
const PACKAGED = new Set([
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'REFERENCE.md',
  'bolt_plugin.json',
  'data',
  'docs',
  'examples',
  'facts.d',
  'files',
  'functions',
  'hiera.yaml',
  'lib',
  'locales',
  'manifests',
  'metadata.json',
  'plans',
  'schema',
  'scripts',
  'tasks',
  'templates',
  'types',
]);

/** What the Forge asks for, or shows. */
const REQUIRED = ['metadata.json', 'README.md', 'CHANGELOG.md', 'LICENSE'] as const;

/** The limits of an ustar header: name, and the folder that goes before it. */
const NAME = 100;
const PREFIX = 155;

/** Whether a file of the module goes into its package. */
export function isPackaged(path: string): boolean {
  return PACKAGED.has(path.split('/', 1)[0] ?? '');
}

/** `acme-demo-1.2.0`: the Forge's name of a release, the folder in its package, and the file without its extension. */
export function releaseSlug({ owner, name, version }: Pick<ModuleIdentity, 'owner' | 'name' | 'version'>): string {
  return `${owner}-${name}-${version}`;
}

/** What keeps this identity and these paths from being packaged. */
export function checkLayout(identity: ModuleIdentity, paths: readonly string[]): Finding[] {
  const slug = releaseSlug(identity);
  return [
    ...checkIdentity(identity),
    ...REQUIRED.filter((path) => !paths.includes(path)).map((path) => finding(row.missing, undefined, path)),
    ...paths.flatMap((path) => {
      const reason = refusePath(`${slug}/${path}`);
      return reason === undefined ? [] : [finding(row.path, undefined, path, reason)];
    }),
  ];
}

function checkIdentity({ owner, name, version }: ModuleIdentity): Finding[] {
  const findings: Finding[] = [];
  if (!/^[a-zA-Z0-9]+$/.test(owner)) {
    findings.push(
      finding(row.identity, undefined, 'owner', owner, 'a namespace of the Forge has letters and digits only'),
    );
  }
  if (!/^[a-z][a-z0-9_]*$/.test(name)) {
    const expected = 'a module has lower-case letters, digits and underscores, and begins with a letter';
    findings.push(finding(row.identity, undefined, 'name', name, expected));
  }
  const parsed = semver.parse(version);
  if (parsed === null || parsed.version !== version) {
    const expected = 'the Forge takes semantic versions without metadata of a build, such as 1.2.0';
    findings.push(finding(row.identity, undefined, 'version', version, expected));
  }
  return findings;
}

/** Why a path cannot stand in an ustar header, as the end of a sentence. */
function refusePath(path: string): string | undefined {
  if (!/^[\x20-\x7e]+$/.test(path)) return 'has characters other than ASCII';
  if (path.length <= NAME) return undefined;
  const fits = [...path].some((char, at) => char === '/' && at <= PREFIX && path.length - at - 1 <= NAME);
  return fits ? undefined : `is too long with its ${path.length} characters`;
}
