/** References to resources, as Puppet writes them and expectations name them. */
import type { Expectation } from './module.js';

/** `Package[git]`: its type in the case of the reference, and its title. */
export interface ResourceReference {
  readonly type: string;
  readonly title: string;
}

/** @returns undefined where the text is no reference to one resource: titles have no quotes */
export function resourceReference(text: string): ResourceReference | undefined {
  const [, type, title] = /^([A-Z]\w*(?:::[A-Z]\w*)*)\[([^\]]*[^\]'"]|[^'"].*[^'"])\]$/s.exec(text) ?? [];
  return type === undefined || title === undefined ? undefined : { type, title };
}

/** Those that an expectation names. */
export function referencesOf(expectation: Expectation): readonly string[] {
  switch (expectation.kind) {
    case 'contains':
    case 'lacks':
      return [expectation.resource];
    case 'before':
    case 'notifies':
      return [expectation.first, expectation.then];
    case 'fails':
      return [];
  }
}
