/**
 * Ruby's regular expressions as JavaScript's, to be used with the flag `u` and no other (as JSON Schema does).
 *
 * Only what means the same in both is translated; for the rest the answer is `undefined`, never an approximation.
 * Ruby: https://docs.ruby-lang.org/en/master/Regexp.html; its engine's syntax is described in Onigmo's doc/RE.
 * Known and accepted: `\b` knows ASCII words only, and case is ignored for ASCII letters only.
 */
import { controls, inClass, literal, posixClasses, shorthand, Untranslatable } from './regex-characters.js';

/** The JavaScript source of a Ruby pattern, or `undefined` if there is none. */
export function translateRegex(source: string): string | undefined {
  return translated(source, false);
}

/**
 * The JavaScript source that matches every text with which a match of a Ruby pattern may begin, and perhaps more: at the
 * end of the text anything may follow, and nobody looks ahead or behind. `undefined` if there is none.
 */
export function translateBeginning(source: string): string | undefined {
  return translated(source, true);
}

function translated(source: string, isBeginning: boolean): string | undefined {
  try {
    const translated = new Translator(source, isBeginning).translate();
    new RegExp(translated, 'u');
    return translated;
  } catch (error) {
    if (error instanceof Untranslatable || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** For a group that is repeated although it may have ended early, or is gone. */
const anything = '(?:[^]*)';

interface Flags {
  readonly ignoreCase: boolean;
  readonly dotAll: boolean;
  readonly extended: boolean;
}

/** Recursive descent over alternatives, terms, groups and classes. */
class Translator {
  private position = 0;
  private readonly named: boolean;

  /** @param isBeginning whether the text may end at any atom, since it goes on in an unknown way */
  constructor(
    private readonly source: string,
    private readonly isBeginning: boolean,
  ) {
    this.named = /\(\?<[A-Za-z_]/.test(source);
  }

  translate(): string {
    const body = this.alternatives({ ignoreCase: false, dotAll: false, extended: false });
    if (this.position < this.source.length) throw new Untranslatable();
    return body;
  }

  /** Everything up to the end of the group or of the pattern. */
  private alternatives(flags: Flags): string {
    let out = '';
    while (this.position < this.source.length && this.peek() !== ')') out += this.term(flags);
    return out;
  }

  private term(flags: Flags): string {
    const character = this.take();
    if (flags.extended && /\s/.test(character)) return '';
    if (flags.extended && character === '#') {
      this.match(/[^\n]*\n?/y);
      return '';
    }
    switch (character) {
      case '|':
        return '|';
      case '^':
        // After a last line break no further line begins.
        return this.isBeginning ? this.orEnd('(?<=^|\\n)') : '(?<=^|\\n(?=[^]))';
      case '$':
        return '(?=\\n|$)';
      case '(':
        return this.group(flags);
      case '\\':
        return this.escape(flags);
      case '.':
        return this.character(flags.dotAll ? '[\\s\\S]' : '[^\\n]');
      case '[':
        return this.character(this.characterClass(flags));
      case '*':
      case '+':
      case '?':
        throw new Untranslatable();
      default:
        return this.character(literal(character, flags));
    }
  }

  private group(flags: Flags): string {
    if (this.match(/\?#[^)]*\)/y)) return '';
    const switched = this.match(/\?([imx]*)(?:-([imx]*))?([:)])/y);
    if (switched) {
      const inner = {
        ignoreCase: changed(flags.ignoreCase, 'i', switched),
        dotAll: changed(flags.dotAll, 'm', switched),
        extended: changed(flags.extended, 'x', switched),
      };
      // `(?i)` without a body holds for the rest of its group, alternatives included.
      if (switched[3] === ')') return `(?:${this.alternatives(inner)})`;
      return this.quantified(`(?:${this.alternatives(inner)}${this.close()}`);
    }
    const opening = this.match(/\?(?:[=!]|<[=!]|<[A-Za-z_]\w*>)/y)?.[0] ?? '';
    if (opening === '' && this.peek() === '?') throw new Untranslatable();
    // A plain group does not capture in Ruby once there are named ones.
    const prefix = opening === '' && this.named ? '?:' : opening;
    const whole = `(${prefix}${this.alternatives(flags)}${this.close()}`;
    return this.quantified(this.isBeginning && /^\?<?[=!]/.test(opening) ? '(?:)' : whole);
  }

  private close(): string {
    if (this.take() !== ')') throw new Untranslatable();
    return ')';
  }

  private escape(flags: Flags): string {
    const character = this.take();
    switch (character) {
      case 'A':
        return '^';
      case 'z':
        return '$';
      case 'Z':
        return '(?=\\n?$)';
      case 'b':
      case 'B':
        return this.orEnd(`\\${character}`);
      case 'k': {
        const name = this.match(/<[A-Za-z_]\w*>/y);
        if (!name || flags.ignoreCase) throw new Untranslatable();
        return this.quantified(this.isBeginning ? anything : `\\k${name[0]}`);
      }
      default:
    }
    if (/[1-9]/.test(character)) {
      if (this.named || flags.ignoreCase || /\d/.test(this.peek())) throw new Untranslatable();
      return this.quantified(this.isBeginning ? anything : `\\${character}`);
    }
    const set = shorthand(character);
    if (set) return this.character(`[${set.negated ? '^' : ''}${set.body}]`);
    return this.character(literal(this.escapedCharacter(character), flags));
  }

  /** The character that an escape stands for, both inside and outside of classes. */
  private escapedCharacter(character: string): string {
    const control = controls[character];
    if (control !== undefined) return control;
    if (character === 'x') {
      const code = this.match(/[0-9a-fA-F]{1,2}/y)?.[0];
      if (code === undefined || Number.parseInt(code, 16) > 0x7f) throw new Untranslatable();
      return String.fromCharCode(Number.parseInt(code, 16));
    }
    if (character === 'u') {
      const code = this.match(/([0-9a-fA-F]{4})|\{([0-9a-fA-F]{1,6})\}/y);
      const point = Number.parseInt(code?.[1] ?? code?.[2] ?? '', 16);
      if (!(point <= 0x10ffff)) throw new Untranslatable();
      return String.fromCodePoint(point);
    }
    if (character === '0' && !/[0-7]/.test(this.peek())) return '\0';
    if (/[A-Za-z0-9]/.test(character)) throw new Untranslatable();
    return character;
  }

  private characterClass(flags: Flags): string {
    const negated = this.match(/\^/y) !== null;
    const items: string[] = [];
    for (let first = true; first || this.peek() !== ']'; first = false) {
      if (this.source.startsWith('&&', this.position)) throw new Untranslatable();
      items.push(this.classItem(flags));
    }
    this.take();
    return `[${negated ? '^' : ''}${items.join('')}]`;
  }

  private classItem(flags: Flags): string {
    const posix = this.match(/\[:(\^?)([a-z]+):\]/y);
    if (posix) {
      const body = posixClasses[posix[2] ?? ''];
      if (body === undefined || posix[1] === '^') throw new Untranslatable();
      return body;
    }
    const from = this.classCharacter();
    if (typeof from !== 'string') return from.body;
    if (this.peek() !== '-' || this.source[this.position + 1] === ']') return inClass(from, from, flags);
    this.take();
    const to = this.classCharacter();
    if (typeof to !== 'string' || to < from) throw new Untranslatable();
    return inClass(from, to, flags);
  }

  private classCharacter(): string | { readonly body: string } {
    const character = this.take();
    // A class within a class.
    if (character === '[') throw new Untranslatable();
    if (character !== '\\') return character;
    const escaped = this.take();
    if (escaped === 'b') return '\b';
    const set = shorthand(escaped);
    if (!set) return this.escapedCharacter(escaped);
    if (set.negated && !/[DW]/.test(escaped)) throw new Untranslatable();
    return { body: set.negated ? `\\${escaped}` : set.body };
  }

  private character(atom: string): string {
    return this.quantified(this.orEnd(atom));
  }

  /** What follows an atom: `*`, `+?`, `{1,3}`; possessive ones and `{1,3}+` do not translate. */
  private quantified(atom: string): string {
    const found = this.match(/[*+?]|\{(\d*)(,?)(\d*)\}/y);
    if (!found) return atom;
    const [all, low = '', comma = '', high = ''] = found;
    // `{}` and `{,}` are text in Ruby.
    if (all.startsWith('{') && low === '' && high === '') throw new Untranslatable();
    const quantifier = all.startsWith('{') ? `{${low === '' ? '0' : low}${comma}${high}}` : all;
    const next = this.peek();
    if (next === '+' || next === '*' || next === '{') throw new Untranslatable();
    if (next !== '?') return atom + quantifier;
    // `{n}?` is optional in Ruby and lazy in JavaScript.
    if (all.startsWith('{') && comma === '') throw new Untranslatable();
    this.take();
    if (/[*+?{]/.test(this.peek())) throw new Untranslatable();
    return `${atom}${quantifier}?`;
  }

  private orEnd(atom: string): string {
    return this.isBeginning ? `(?:${atom}|$)` : atom;
  }

  private peek(): string {
    return this.source[this.position] ?? '';
  }

  private take(): string {
    const point = this.source.codePointAt(this.position);
    if (point === undefined) throw new Untranslatable();
    const character = String.fromCodePoint(point);
    this.position += character.length;
    return character;
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.source);
    if (found) this.position += found[0].length;
    return found;
  }
}

function changed(current: boolean, flag: string, [, on = '', off = '']: RegExpExecArray): boolean {
  return !off.includes(flag) && (current || on.includes(flag));
}
