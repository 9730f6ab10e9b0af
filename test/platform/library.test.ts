/** Whatever the platform is made of, a site can import to amend it, to contain it and to refer to it. */
import { describe, expect, it } from 'vitest';
import * as library from '../../src/platform/library.js';

describe('ovp-gen/platform', () => {
  const exported = new Set<unknown>(Object.values(library));

  it('exports every definition', () => {
    const { definitions } = library.openvoxPlatform;
    expect(definitions.length).toBeGreaterThan(50);
    const missing = definitions.filter((definition) => !exported.has(definition));
    expect(missing.map((definition) => ('name' in definition ? definition.name : definition.definition))).toEqual([]);
  });
});
