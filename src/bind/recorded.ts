/** The files that `ovp-gen bind` writes: `<module>.json`, and the index of a folder of them. */
import { bindDiagnostics } from './diagnostics.js';
import type { Interface } from './interface.js';
import { readJson } from './json.js';

/** `index.json`: names of a kind, by module. */
export interface CatalogueIndex {
  readonly classes: Readonly<Record<string, readonly string[]>>;
  readonly defines: Readonly<Record<string, readonly string[]>>;
  readonly types: Readonly<Record<string, readonly string[]>>;
  readonly functions: Readonly<Record<string, readonly string[]>>;
  readonly aliases: Readonly<Record<string, readonly string[]>>;
}

/** Kinds of names. */
export const sections = ['classes', 'defines', 'types', 'functions', 'aliases'] as const;
export type Section = (typeof sections)[number];

/** Makes the index of a set of interfaces. */
export function indexOf(interfaces: readonly Interface[]): CatalogueIndex {
  const list = (section: Section): Record<string, readonly string[]> =>
    Object.fromEntries(
      [...interfaces]
        .sort((a, b) => (a.module < b.module ? -1 : 1))
        .flatMap((item) => {
          const names = Object.keys(item[section]);
          return names.length === 0 ? [] : [[item.module, names] as const];
        }),
    );
  return {
    classes: list('classes'),
    defines: list('defines'),
    types: list('types'),
    functions: list('functions'),
    aliases: list('aliases'),
  };
}

/** @throws FindingsError where it is not as `bind` writes it */
export function readInterface(file: string): Interface {
  return readJson(file, bindDiagnostics.recordingUnusable, (value) => {
    if (!isObject(value)) return 'it is no object';
    const missing = [
      ...(['module', 'version'] as const).filter((key) => typeof value[key] !== 'string'),
      ...(['dependencies', 'requirements', 'operatingSystems', ...sections] as const).filter(
        (key) => !isObject(value[key]),
      ),
    ];
    return missing.length === 0 ? undefined : `it lacks ${missing.join(', ')}`;
  });
}

/** @throws FindingsError where it is not as `bind` writes it */
export function readIndex(file: string): CatalogueIndex {
  return readJson(file, bindDiagnostics.recordingUnusable, (value) => {
    const missing = sections.filter((section) => {
      const names: unknown = isObject(value) ? value[section] : undefined;
      return !isObject(names) || !Object.values(names).every((list) => Array.isArray(list));
    });
    return missing.length === 0 ? undefined : `it lacks ${missing.join(', ')}`;
  });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
