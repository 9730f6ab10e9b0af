/** Strings against Ruby patterns, with JavaScript's engine. */
import { translateRegex } from './ruby-regex.js';

const compiled = new Map<string, RegExp | undefined>();

/** Whether a string matches a Ruby pattern anywhere; `'unknown'` if the pattern is for Ruby only. */
export function matchesRuby(source: string, text: string): boolean | 'unknown' {
  if (!compiled.has(source)) {
    const translated = translateRegex(source);
    compiled.set(source, translated === undefined ? undefined : new RegExp(translated, 'u'));
  }
  return compiled.get(source)?.test(text) ?? 'unknown';
}
