import { describe, expect, it } from 'vitest';
import { suggest } from '../../src/findings/suggest.js';
import { fc } from '../property.js';

describe('suggest', () => {
  const parameters = ['listen_address', 'listen_port', 'manage_service', 'server', 'server_ca', 'ensure'];

  it.each([
    ['listen_adress', 'listen_address'],
    ['listenAddress', 'listen_address'],
    ['LISTEN_PORT', 'listen_port'],
    ['mange_service', 'manage_service'],
    ['esnure', 'ensure'],
    ['servre', 'server'],
    ['frobnicate', undefined],
    ['x', undefined],
    ['', undefined],
  ])('%s -> %s', (word, want) => {
    expect(suggest(word, parameters)).toBe(want);
  });

  it('takes the closest, and of equals the first', () => {
    expect(suggest('servers', ['service', 'server', 'serverx'])).toBe('server');
  });

  it('never suggests the word itself nor anything but a candidate', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 8 }),
        fc.array(fc.string({ maxLength: 8 }), { maxLength: 6 }),
        (word, candidates) => {
          const found = suggest(word, candidates);
          expect(found).not.toBe(word);
          if (found !== undefined) expect(candidates).toContain(found);
        },
      ),
    );
  });

  it('finds a word after one slip', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{4,12}$/), fc.nat(), (word, seed) => {
        const position = seed % word.length;
        expect(suggest(word.slice(0, position) + word.slice(position + 1), [word])).toBe(word);
      }),
    );
  });
});
