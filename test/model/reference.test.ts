/** What names a resource, and what does not. */
import { describe, expect, it } from 'vitest';
import { resourceReference } from '../../src/model/reference.js';

describe('a reference to a resource', () => {
  it.each([
    ['Package[git]', 'Package', 'git'],
    ['Class[puppet::server]', 'Class', 'puppet::server'],
    ['Foreman::Cli[a]', 'Foreman::Cli', 'a'],
    ["File[/srv/it's here]", 'File', "/srv/it's here"],
    ['Exec[a\nb]', 'Exec', 'a\nb'],
  ])('%s', (text, type, title) => {
    expect(resourceReference(text)).toEqual({ type, title });
  });

  it.each([
    'package[git]',
    'Package',
    "Package['git']",
    'Package["git"]',
    'Package[]',
    'Foreman::cli[a]',
    'Package[a] ',
  ])('is not %s', (text) => {
    expect(resourceReference(text)).toBeUndefined();
  });
});
