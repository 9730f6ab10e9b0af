/** Strings of which parts are known only when Puppet runs. */
import { mayBeginRuby } from './match.js';
import { literalSource } from './regex-characters.js';
import type { Shape } from './shape.js';
import { characterCount } from './text.js';
import type { PartialText } from './value.js';

/**
 * Whether some string of this form fits: `false` is certain. Of a pattern only what is known of the beginning is asked, as
 * what follows it may be anything.
 */
export function textFits({ pieces }: PartialText, shape: Shape & { kind: 'string' | 'enum' | 'pattern' }): boolean {
  switch (shape.kind) {
    case 'string':
      return characterCount(pieces.join('')) <= shape.max;
    case 'enum': {
      const form = new RegExp(
        `^${pieces.map((piece) => literalSource(piece, shape.caseInsensitive)).join('[^]*')}$`,
        'u',
      );
      return shape.values.some((value) => form.test(value));
    }
    case 'pattern':
      return shape.sources.some((source) => mayBeginRuby(source, pieces[0] ?? '') !== false);
  }
}
