/** Proves that the modules of a lock satisfy each other. */
import semver from 'semver';
import { finding, type Finding } from '../findings/finding.js';
import { bindDiagnostics } from './diagnostics.js';
import { coreModule, type Interface } from './interface.js';
import type { ComponentModule } from './component-modules.js';

/** Names under which modules ask for the software that compiles their catalogs. */
const compilers: ReadonlySet<string> = new Set(['openvox', 'puppet']);

/**
 * Everything by which the modules of a lock do not fit together: a dependency that is missing or out of range, an
 * OpenVox out of range, an interface that is missing, of another version, or of a module that is not locked.
 *
 * Ranges are written as node-semver reads them: `>= 1.0.0 < 2.0.0`, `1.x`, `1.2.3`.
 */
export function checkRanges(modules: readonly ComponentModule[], interfaces: readonly Interface[]): Finding[] {
  const locked = new Map(modules.map((module) => [module.slug, module]));
  const recorded = new Map(interfaces.flatMap((item) => (item.slug === undefined ? [] : [[item.slug, item] as const])));
  const openvox = interfaces.find(({ module }) => module === coreModule)?.version;
  return [
    ...modules.flatMap((module) => checkRecorded(module, recorded.get(module.slug))),
    ...[...recorded.values()]
      .filter(({ slug }) => slug !== undefined && !locked.has(slug))
      .map(({ slug = '', version }) => finding(bindDiagnostics.interfaceUnlocked, undefined, slug, version)),
    ...modules.flatMap((module) => {
      const item = recorded.get(module.slug);
      if (item === undefined) return [];
      return [...checkDependencies(module, item, locked), ...checkRequirements(module, item, openvox)];
    }),
  ];
}

function checkRecorded({ slug, version, site }: ComponentModule, recorded: Interface | undefined): Finding[] {
  if (recorded === undefined) return [finding(bindDiagnostics.interfaceMissing, site, slug)];
  if (recorded.version === version) return [];
  return [finding(bindDiagnostics.interfaceOutdated, site, slug, version, recorded.version)];
}

function checkDependencies(
  { slug, site }: ComponentModule,
  { dependencies }: Interface,
  locked: ReadonlyMap<string, ComponentModule>,
): Finding[] {
  return Object.entries(dependencies).flatMap(([name, range]) => {
    const version = locked.get(name)?.version;
    if (semver.validRange(range) === null) return [finding(bindDiagnostics.rangeMalformed, site, slug, name, range)];
    if (version === undefined) return [finding(bindDiagnostics.dependencyMissing, site, slug, name, range)];
    if (semver.satisfies(version, range)) return [];
    return [finding(bindDiagnostics.dependencyViolated, site, slug, name, range, version)];
  });
}

function checkRequirements(
  { slug, site }: ComponentModule,
  { requirements }: Interface,
  openvox: string | undefined,
): Finding[] {
  return Object.entries(requirements).flatMap(([name, range]) => {
    if (semver.validRange(range) === null) return [finding(bindDiagnostics.rangeMalformed, site, slug, name, range)];
    if (openvox === undefined || !compilers.has(name) || semver.satisfies(openvox, range)) return [];
    return [finding(bindDiagnostics.requirementViolated, site, slug, name, range, openvox)];
  });
}
