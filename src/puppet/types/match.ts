/** Strings against Ruby patterns, with JavaScript's engine. */
import { translateBeginning, translateRegex } from './ruby-regex.js';

type Compiled = Map<string, RegExp | undefined>;
const whole: Compiled = new Map();
const beginnings: Compiled = new Map();

/** Whether a string matches a Ruby pattern anywhere; `'unknown'` if the pattern is for Ruby only. */
export function matchesRuby(source: string, text: string): boolean | 'unknown' {
  return test(source, text, whole, translateRegex);
}

/** Whether a string that begins with the text may match a Ruby pattern: `false` is certain. */
export function mayBeginRuby(source: string, text: string): boolean | 'unknown' {
  return test(source, text, beginnings, translateBeginning);
}

function test(
  source: string,
  text: string,
  compiled: Compiled,
  translate: (source: string) => string | undefined,
): boolean | 'unknown' {
  if (!compiled.has(source)) {
    const translated = translate(source);
    compiled.set(source, translated === undefined ? undefined : new RegExp(translated, 'u'));
  }
  return compiled.get(source)?.test(text) ?? 'unknown';
}
