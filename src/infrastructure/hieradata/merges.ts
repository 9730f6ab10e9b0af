/** What becomes of a key that several levels have. */
import { finding, type Finding, warning } from '../../findings/finding.js';
import type { Data } from '../../model/value.js';
import { hieraDiagnostics as row } from './diagnostics.js';
import type { Options } from './lookup-options.js';
import type { Located } from '../source/located.js';

/** The same key at a level of its own; the most specific first. */
export interface Layer {
  /** Path of the file, for people. */
  readonly path: string;
  /** Rank of the level, 0 for the most specific. */
  readonly level: number;
  /** Whether the file is read for every node. */
  readonly isCommon: boolean;
  readonly located: Located;
}

/**
 * Compares each specific value with that of the file that every node reads; two specific files may never meet on a node.
 */
export function mergeFindings(
  key: string,
  layers: readonly Layer[],
  { merges, merge }: Options,
  isCollection: boolean,
): readonly Finding[] {
  const common = layers.find(({ isCommon }) => isCommon);
  if (common === undefined) return [];
  return layers.flatMap((layer): readonly Finding[] => {
    if (layer === common || layer.level >= common.level) return [];
    const { located } = layer;
    const site = located.keySite ?? located.site;
    if (located.isNull) return common.located.isNull ? [] : [warning(row.blankHides, site, key, common.path)];
    const [here, there] = [kindOf(located.value), kindOf(common.located.value)];
    if (merges) {
      const clash =
        here !== there &&
        !common.located.isNull &&
        (merge === 'hash' || merge === 'deep') &&
        (here === 'a mapping' || there === 'a mapping');
      return clash ? [finding(row.mergeTypes, site, key, here, there, common.path)] : [];
    }
    if (here !== 'a mapping' || there !== 'a mapping' || !isCollection) return [];
    const own = new Set(located.entries?.keys() ?? []);
    const lost = [...(common.located.entries?.keys() ?? [])].filter((name) => !own.has(name));
    // One that shares nothing with the other is meant to replace it.
    const shares = [...own].some((name) => common.located.entries?.has(name));
    if (lost.length === 0 || own.size === 0 || (!shares && own.size > 0 && lost.length > own.size * 10)) return [];
    const shown = lost
      .slice(0, 3)
      .map((name) => `'${name}'`)
      .join(', ');
    return [
      warning(row.mergeLoss, site, key, lost.length > 3 ? `${shown} and ${lost.length - 3} more` : shown, common.path),
    ];
  });
}

function kindOf(value: Data): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a mapping';
  return value === null ? 'nothing' : `a ${typeof value === 'string' ? 'text' : typeof value}`;
}
