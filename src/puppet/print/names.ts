/** Names for variables that the printer adds. */
import { scopeVariables } from '../variables.js';

/** Gives out names that are not taken. */
export class FreshNames {
  readonly #taken: Set<string>;

  constructor(taken: ReadonlySet<string>) {
    this.#taken = new Set([...scopeVariables('define'), ...taken]);
  }

  /** The first of the proposals that is free, else the last one with a number. */
  take(...proposals: readonly string[]): string {
    const names = proposals.map(asVariableName).filter((name) => name !== '');
    let name = names.find((candidate) => !this.#taken.has(candidate));
    const base = names.at(-1) ?? 'value';
    for (let number = names.length === 0 ? 1 : 2; name === undefined; number += 1) {
      const candidate = number === 1 ? base : `${base}_${number}`;
      if (!this.#taken.has(candidate)) name = candidate;
    }
    this.#taken.add(name);
    return name;
  }
}

function asVariableName(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '');
}
