/** Reads Puppet's type expressions by recursive descent. */
import type { StructMember, TypeNode, TypeParameter } from '../type-node.js';
import { describeToken, type Punctuation, type Token, tokenize, TypeSyntaxError } from './lexer.js';

/** Types nested deeper than this are refused, so that hostile input ends in an error and not in a stack overflow. */
const maximumDepth = 200;

/** Types by their text: the same few thousand parameters are read again and again. Nodes are immutable. */
const parsed = new Map<string, TypeNode>();

/**
 * Reads one type expression, such as `Variant[Stdlib::Port, Enum['none']]`.
 *
 * Bare words are strings, as in Puppet. Whether a type's parameters make sense (`Integer['a']`) is not judged here.
 *
 * @throws TypeSyntaxError with the offset and what was expected
 */
export function parseType(text: string): TypeNode {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const parser = new Parser(text);
  const type = parser.type();
  parser.end();
  parsed.set(text, type);
  return type;
}

class Parser {
  private readonly tokens: readonly Token[];
  private position = 0;
  private depth = 0;

  constructor(private readonly text: string) {
    this.tokens = tokenize(text);
  }

  type(): TypeNode {
    const token = this.token;
    if (token.kind !== 'name') return this.fail('a type name');
    this.position += 1;
    if (this.token.spaced || !this.accept('[')) return { name: token.value, parameters: [] };
    return { name: token.value, parameters: this.sequence(']', () => this.parameter(), 'a type parameter') };
  }

  end(): void {
    if (this.token.kind !== 'end') this.fail('the end of the type');
  }

  private parameter(): TypeParameter {
    const token = this.token;
    switch (token.kind) {
      case 'name':
        return this.type();
      case 'string':
        return this.take({ kind: 'string', value: token.value });
      case 'number':
        return this.take({ kind: 'number', value: token.value });
      case 'regex':
        return this.take({ kind: 'regex', source: token.value });
      case 'word':
        return this.take(word(token.value));
      case 'punctuation':
        if (this.accept('[')) {
          return {
            kind: 'list',
            items: this.sequence(']', () => this.parameter(), 'a type parameter', 'empty allowed'),
          };
        }
        if (this.accept('{')) {
          const members = this.sequence('}', () => this.member(), "a member's name", 'empty allowed');
          return { kind: 'members', members };
        }
        break;
      case 'end':
        break;
    }
    return this.fail('a type parameter');
  }

  private member(): StructMember {
    const { key, presence } = this.memberKey();
    if (!this.accept('=>')) this.fail("'=>'");
    return { key, presence, type: this.type() };
  }

  private memberKey(): Pick<StructMember, 'key' | 'presence'> {
    const token = this.token;
    if (token.kind !== 'name') return { key: this.string("a member's name"), presence: 'implied' };
    if (token.value !== 'Optional' && token.value !== 'NotUndef')
      return this.fail("a member's name, Optional or NotUndef");
    this.position += 1;
    if (this.token.spaced || !this.accept('[')) this.fail(`'[' right after ${token.value}`);
    const key = this.string("a member's name");
    this.accept(',');
    if (!this.accept(']')) this.fail("']'");
    return { key, presence: token.value === 'Optional' ? 'optional' : 'required' };
  }

  private string(expected: string): string {
    const token = this.token;
    if (token.kind !== 'string' && token.kind !== 'word') return this.fail(expected);
    this.position += 1;
    return token.value;
  }

  /** Items between commas up to `close`; one trailing comma may follow the last. */
  private sequence<T>(close: ']' | '}', item: () => T, expected: string, empty?: 'empty allowed'): T[] {
    if (this.depth >= maximumDepth) this.fail(`types nested at most ${maximumDepth} deep`);
    this.depth += 1;
    const items: T[] = [];
    if (empty === undefined || !this.accept(close)) {
      do {
        if (items.length > 0 && this.is(close)) break;
        items.push(this.is(close) ? this.fail(expected) : item());
      } while (this.accept(','));
      if (!this.accept(close)) this.fail(`',' or '${close}'`);
    }
    this.depth -= 1;
    return items;
  }

  private get token(): Token {
    // The last token is `end`, and nothing moves beyond it.
    return this.tokens[this.position] ?? { kind: 'end', offset: this.text.length };
  }

  private take<T>(parameter: T): T {
    this.position += 1;
    return parameter;
  }

  private is(value: Punctuation): boolean {
    return this.token.kind === 'punctuation' && this.token.value === value;
  }

  private accept(value: Punctuation): boolean {
    if (!this.is(value)) return false;
    this.position += 1;
    return true;
  }

  private fail(expected: string): never {
    throw new TypeSyntaxError(this.text, this.token.offset, expected, describeToken(this.text, this.token));
  }
}

function word(value: string): TypeParameter {
  switch (value) {
    case 'default':
    case 'undef':
      return { kind: value };
    case 'true':
    case 'false':
      return { kind: 'boolean', value: value === 'true' };
    default:
      return { kind: 'string', value };
  }
}
