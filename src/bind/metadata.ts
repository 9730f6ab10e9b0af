/** What a module's metadata.json says that matters to those who depend on it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { finding, FindingsError } from '../findings/finding.js';
import { bindDiagnostics } from './diagnostics.js';
import { sorted } from './interface.js';
import { reasonOf } from '../text/reason.js';

/** The parts of metadata.json that are recorded. */
export interface Metadata {
  /** Name in a modulepath, `puppet`. */
  readonly module: string;
  /** Name on the Forge, `theforeman/puppet`. */
  readonly slug: string;
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly requirements: Readonly<Record<string, string>>;
  readonly operatingSystems: Readonly<Record<string, readonly string[]>>;
}

/** Any version: what a dependency without a range means. */
const anyVersion = '>= 0.0.0';

/**
 * Reads metadata.json of a module.
 *
 * @throws FindingsError if there is none, or if it has no name or version.
 */
export async function readMetadata(directory: string): Promise<Metadata> {
  const file = join(directory, 'metadata.json');
  const data = await readJson(file);
  const slug = text(field(data, 'name'))?.replace('-', '/');
  const version = text(field(data, 'version'));
  const module = slug?.split('/')[1];
  if (slug === undefined || version === undefined || module === undefined) {
    throw new FindingsError([finding(bindDiagnostics.notAModule, undefined, file, 'it has no name or no version')]);
  }
  return {
    module,
    slug,
    version,
    dependencies: ranges(field(data, 'dependencies')),
    requirements: ranges(field(data, 'requirements')),
    operatingSystems: operatingSystems(field(data, 'operatingsystem_support')),
  };
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    const reason = reasonOf(error);
    throw new FindingsError([finding(bindDiagnostics.notAModule, undefined, file, reason)]);
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function ranges(value: unknown): Record<string, string> {
  const entries = list(value).flatMap((item) => {
    const name = text(field(item, 'name'));
    const range = text(field(item, 'version_requirement')) ?? anyVersion;
    return name === undefined ? [] : [[name.replace('-', '/'), range] as const];
  });
  return sorted(Object.fromEntries(entries));
}

function operatingSystems(value: unknown): Record<string, readonly string[]> {
  const entries = list(value).flatMap((item) => {
    const name = text(field(item, 'operatingsystem'));
    const releases = list(field(item, 'operatingsystemrelease')).flatMap((release) => text(release) ?? []);
    return name === undefined ? [] : [[name, releases] as const];
  });
  return sorted(Object.fromEntries(entries));
}
