/** The rewriting of bodies: what one statement cannot say without a warning is taken out into a variable before it. */
import {
  copySite,
  type Attribute,
  type Expression,
  type HashLiteral,
  type Heredoc,
  type ResourceBody,
  type Statement,
} from '../ast.js';
import { isExpression, mapExpression, mapStatement } from '../walk.js';
import { closesOnFirstLine, hasBraces, inOrder, withPlainStates } from './attributes.js';
import { onOneLine } from './doc.js';
import { embedded, expressionDoc } from './expressions.js';
import type { FreshNames } from './names.js';
import { columns } from './strings.js';

/** Literals longer than this become heredocs, which can be continued on the next line. */
const LONGEST_LITERAL = 100;

/** Where an expression stands. */
interface Place {
  /** What a variable may be called that takes its value, best first. */
  readonly hints: readonly string[];
  /**
   * `open`: it may take several lines. `inline`: the line goes on behind it. `receiver`: it goes on with a dot.
   * `resource`: what takes several lines would confuse the checks of resources.
   */
  readonly room: 'open' | 'inline' | 'receiver' | 'resource';
  /** Whether puppet-lint knows a pattern as one here: behind a bracket, a comma, an equals sign or a match. */
  readonly pattern?: true;
}

export class Rewriter {
  readonly #names: FreshNames;
  /** Assignments to go before the statement at hand; undefined where there is no statement. */
  #before: Statement[] | undefined;

  constructor(names: FreshNames) {
    this.#names = names;
  }

  /** A body whose statements are all written without a warning. */
  body(body: readonly Statement[]): readonly Statement[] {
    const outer = this.#before;
    const result: Statement[] = [];
    for (const statement of body) {
      this.#before = [];
      const rewritten = this.#statement(statement, result.at(-1));
      const comments: Statement[] = [];
      // What is taken out of a statement goes before the comment above it.
      while (this.#before.length > 0 && result.at(-1)?.kind === 'comment') comments.unshift(...result.splice(-1));
      result.push(...this.#before, ...comments, rewritten);
    }
    this.#before = outer;
    return result;
  }

  /** The default of a parameter: there is no statement before it. */
  defaultValue(value: Expression): Expression {
    this.#before = undefined;
    return this.#expression(value, { hints: [], room: 'open', pattern: true });
  }

  #statement(statement: Statement, previous: Statement | undefined): Statement {
    switch (statement.kind) {
      case 'resource': {
        const bodies = statement.bodies.map((body) => this.#resourceBody(statement.type, body));
        return copySite(statement, { ...statement, type: relative(statement.type), bodies });
      }
      case 'include':
      case 'contain':
      case 'require': {
        const classes = statement.classes.map((name) =>
          typeof name === 'string' ? relative(name) : this.#expression(name, { hints: ['class_name'], room: 'inline' }),
        );
        return copySite(statement, { ...statement, classes });
      }
      case 'assign':
        return copySite(statement, {
          ...statement,
          value: this.#expression(statement.value, { hints: [statement.name], room: 'open', pattern: true }),
        });
      case 'override':
      case 'default':
      case 'collector': {
        const mapped = this.#parts(statement, { hints: ['value'], room: 'resource' });
        return 'attributes' in mapped
          ? copySite(mapped, { ...mapped, attributes: inOrder(mapped.attributes) })
          : mapped;
      }
      default:
        return isExpression(statement)
          ? this.#value(statement, previous)
          : this.#parts(statement, { hints: ['value'], room: 'inline' });
    }
  }

  /** An expression as a statement of its own, often the value of a function. */
  #value(expression: Expression, previous: Statement | undefined): Statement {
    const rewritten = this.#expression(expression, {
      hints: [expression.kind === 'if' ? 'condition' : 'result'],
      room: 'open',
    });
    const plain = withoutLeadingBracket(rewritten);
    return (previous !== undefined || this.#pending()) && continues(plain) ? this.#takeOut(plain, ['result']) : plain;
  }

  #pending(): boolean {
    return this.#before !== undefined && this.#before.length > 0;
  }

  #parts<S extends Statement>(statement: S, place: Place): Statement {
    return mapStatement(statement, {
      expression: (part) => this.#expression(part, place),
      body: (body) => this.body(body),
    });
  }

  #resourceBody(type: string, body: ResourceBody): ResourceBody {
    const prefix = type.split('::').at(-1) ?? type;
    const attribute = (one: Attribute) => {
      const hints = [one.name, `${prefix}_${one.name}`];
      const value = this.#expression(one.value, { hints, room: 'resource' });
      // `ensure` stands first, where no braces may close.
      const first = one.name === 'ensure' && closesOnFirstLine(value);
      return copySite(one, { ...one, value: first ? this.#takeOut(value, hints) : value });
    };
    const splat =
      body.splat === undefined
        ? {}
        : { splat: this.#expression(body.splat, { hints: [`${prefix}_attributes`], room: 'resource' }) };
    const attributes = withPlainStates(type, body.attributes).map(attribute);
    // Behind `class {` no bracket may open.
    const list = type === 'class' && body.title.kind === 'array';
    const title = withoutLeadingColonsIn(
      list ? this.#takeOut(body.title, ['classes']) : this.#title(body.title, prefix),
      type,
    );
    return copySite(body, { title, attributes: inOrder(attributes, body.splat), ...splat });
  }

  /** Titles are texts, variables or lists of them; anything else gets a name first. */
  #title(title: Expression, prefix: string): Expression {
    const place: Place = { hints: [`${prefix}_title`], room: 'inline' };
    if (title.kind === 'array')
      return copySite(title, { ...title, items: title.items.map((item) => this.#title(item, prefix)) });
    const rewritten = this.#expression(title, place);
    const simple = ['literal', 'variable', 'interpolation', 'raw'].includes(rewritten.kind);
    return simple ? rewritten : this.#takeOut(rewritten, [`${prefix}_title`]);
  }

  #expression(expression: Expression, place: Place): Expression {
    const rewritten = this.#rewritten(expression, place);
    const { room } = place;
    const takenOut =
      room !== 'open' &&
      (['selector', 'if', 'case'].includes(rewritten.kind) ||
        (room !== 'receiver' && holdsLambda(rewritten)) ||
        (room !== 'resource' && rewritten.kind === 'heredoc'));
    if (rewritten.kind === 'regex' && place.pattern !== true) return this.#takeOut(rewritten, ['pattern']);
    return takenOut ? this.#takeOut(rewritten, place.hints) : rewritten;
  }

  #rewritten(expression: Expression, place: Place): Expression {
    const inline: Place = { hints: place.hints, room: 'inline' };
    const listed = (room: Place): Place => ({ ...room, pattern: true });
    const within = (room: Place) => ({
      expression: (part: Expression) => this.#expression(part, room),
      body: (body: readonly Statement[]) => this.body(body),
    });
    const embedding = { ...within(inline), expression: (part: Expression) => this.#embedded(part) };
    switch (expression.kind) {
      case 'literal':
        return place.room === 'inline' ? expression : asHeredocIfLong(expression);
      case 'interpolation': {
        const mapped = mapExpression(expression, embedding);
        const plain = copySite(expression, simplified(mapped));
        return place.room === 'inline' ? plain : asHeredocIfLong(plain);
      }
      case 'heredoc':
        return withMergedParts(mapExpression(expression, embedding));
      case 'variable':
        return copySite(expression, { ...expression, name: withoutLeadingColons(expression.name) });
      case 'hash':
        return copySite(expression, { ...expression, entries: this.#entries(expression.entries, place) });
      case 'array':
        return mapExpression(expression, within(listed(place)));
      case 'access': {
        const target = this.#expression(expression.target, { ...inline, room: 'receiver' });
        return copySite(expression, {
          ...expression,
          target,
          keys: expression.keys.map((key) => this.#expression(key, listed(inline))),
        });
      }
      case 'call': {
        // What follows a call with a lambda stands on the line of its arguments.
        const room = expression.lambda === undefined && place.room !== 'receiver' ? place : inline;
        const [receiver, ...further] = expression.arguments;
        if (expression.form === 'prefix' || receiver === undefined) {
          return mapExpression(expression, within(listed(room)));
        }
        const before = this.#expression(receiver, { hints: place.hints, room: 'receiver' });
        const mapped = mapExpression({ ...expression, arguments: further }, within(listed(room)));
        return copySite(expression, { ...mapped, arguments: [before, ...mapped.arguments] });
      }
      case 'binary': {
        // A pattern is known as one only behind an operator that matches.
        const matches = expression.operator === '=~' || expression.operator === '!~';
        const left = this.#expression(expression.left, inline);
        const right = this.#expression(expression.right, matches ? listed(inline) : inline);
        return copySite(expression, { ...expression, left, right });
      }
      case 'reference':
        return copySite(expression, {
          ...expression,
          type: relative(expression.type),
          titles: expression.titles.map((title) =>
            withoutLeadingColonsIn(this.#expression(title, inline), expression.type),
          ),
        });
      case 'selector': {
        const mapped = {
          ...expression,
          subject: this.#subject(expression.subject, inline),
          options: expression.options.map(({ match, value }) => ({
            match: match === null ? null : this.#expression(match, listed(inline)),
            value: this.#expression(value, { hints: place.hints, room: 'open' }),
          })),
        };
        return copySite(expression, mapped);
      }
      case 'case': {
        const place: Place = { hints: ['value'], room: 'inline' };
        const options = expression.options.map(({ matches, body }) => ({
          matches: matches.map((match) => this.#expression(match, listed(place))),
          body: this.body(body),
        }));
        const mapped = copySite(expression, {
          ...expression,
          subject: this.#subject(expression.subject, place),
          options,
        });
        const complete = mapped.options.some(({ matches }) => matches.length === 0);
        return complete
          ? mapped
          : copySite(mapped, { ...mapped, options: [...mapped.options, { matches: [], body: [] }] });
      }
      default:
        return mapExpression(expression, within(inline));
    }
  }

  /** What is compared stands right before a brace, and has none itself. */
  #subject(subject: Expression, place: Place): Expression {
    const rewritten = this.#expression(subject, place);
    return hasBraces(rewritten) ? this.#takeOut(rewritten, ['subject']) : rewritten;
  }

  /** Texts in an interpolation have neither braces nor quotes of their own. */
  #embedded(expression: Expression): Expression {
    const rewritten = this.#expression(expression, { hints: ['text'], room: 'inline' });
    return /[{}"\\]/.test(embedded(rewritten).slice(2, -1)) ? this.#takeOut(rewritten, ['text']) : rewritten;
  }

  #entries(entries: HashLiteral['entries'], place: Place): HashLiteral['entries'] {
    return entries.map(([key, value]) => {
      const name = key.kind === 'literal' ? String(key.value) : 'value';
      const hints = [...place.hints.slice(-1).map((hint) => `${hint}_${name}`), name].reverse();
      return [
        this.#expression(key, { hints: ['key'], room: 'inline' }),
        this.#expression(value, { ...place, hints }),
      ] as const;
    });
  }

  /** Replaces an expression by a variable that is assigned before the statement. */
  #takeOut(expression: Expression, hints: readonly string[]): Expression {
    if (this.#before === undefined) return expression;
    const name = this.#names.take(...hints);
    this.#before.push(copySite(expression, { kind: 'assign', name, value: expression }));
    return { kind: 'variable', name };
  }
}

/** `"text"` without expressions is a literal; `"${variable}"` turns the value into a string. */
function simplified(expression: Extract<Expression, { kind: 'interpolation' }>): Expression {
  const parts = merged(expression.parts);
  if (parts.every((part) => typeof part === 'string')) return { kind: 'literal', value: parts.join('') };
  const [only] = parts;
  const alone = parts.length === 1 && only !== undefined && typeof only !== 'string' && isVariableAccess(only);
  if (alone) return { kind: 'call', form: 'prefix', name: 'String', arguments: [only] };
  return { ...expression, parts };
}

/** Literals as part of the text around them. */
function merged(parts: readonly (string | Expression)[]): (string | Expression)[] {
  const result: (string | Expression)[] = [];
  for (const part of parts) {
    const text = typeof part === 'string' ? part : literalAsText(part);
    const last = result.at(-1);
    if (text === undefined) result.push(part);
    else if (typeof last === 'string') result[result.length - 1] = last + text;
    else if (text !== '') result.push(text);
  }
  return result;
}

function withMergedParts(heredoc: Heredoc): Heredoc {
  return copySite(heredoc, { ...heredoc, parts: merged(heredoc.parts) });
}

/** What a literal is turned into in a string. Floats are left to Puppet. */
function literalAsText(expression: Expression): string | undefined {
  if (expression.kind !== 'literal') return undefined;
  const { value } = expression;
  if (value === null) return '';
  return typeof value === 'number' && !Number.isSafeInteger(value) ? undefined : String(value);
}

function isVariableAccess(expression: Expression): boolean {
  return expression.kind === 'variable' || (expression.kind === 'access' && isVariableAccess(expression.target));
}

/** The same text as a heredoc, if it is too long for a line or has characters that a string shows badly. */
function asHeredocIfLong(expression: Expression): Expression {
  const parts = textOf(expression);
  const text = parts?.filter((part) => typeof part === 'string').join('');
  if (parts === undefined || text === undefined) return expression;
  const long = columns(onOneLine(expressionDoc(expression))) > LONGEST_LITERAL && /\S\s+\S/.test(text);
  const control = parts.length === 1 && /(?![\n\t])\p{Cc}/u.test(text);
  if (!long && !control) return expression;
  return copySite(expression, {
    kind: 'heredoc',
    parts,
    chomp: !text.endsWith('\n') || typeof parts.at(-1) !== 'string',
  });
}

function textOf(expression: Expression): readonly (string | Expression)[] | undefined {
  if (expression.kind === 'interpolation') return expression.parts;
  return expression.kind === 'literal' && typeof expression.value === 'string' ? [expression.value] : undefined;
}

/** Whether a call or a chain of calls has a lambda on its own lines. */
function holdsLambda(expression: Expression): boolean {
  if (expression.kind !== 'call') return false;
  const [receiver] = expression.arguments;
  return (
    expression.lambda !== undefined || (expression.form === 'method' && receiver !== undefined && holdsLambda(receiver))
  );
}

/** `[1, 2].each` as `each([1, 2])`, since no statement may begin with a bracket or brace. */
function withoutLeadingBracket(expression: Expression): Expression {
  const leading = (one: Expression): boolean => {
    if (one.kind === 'array' || one.kind === 'hash') return true;
    return one.kind === 'call' && one.form === 'method' && one.arguments[0] !== undefined && leading(one.arguments[0]);
  };
  if (expression.kind !== 'call' || expression.form !== 'method' || !leading(expression)) return expression;
  const [receiver, ...rest] = expression.arguments;
  if (receiver === undefined) return expression;
  if (receiver.kind === 'call')
    return copySite(expression, { ...expression, arguments: [withoutLeadingBracket(receiver), ...rest] });
  return copySite(expression, { ...expression, form: 'prefix' });
}

/**
 * Whether an expression reads as if it went on from the statement before it: a bracket as an access, a brace as the body
 * of a resource, a minus as a subtraction, a slash as a division.
 */
function continues(expression: Expression): boolean {
  return /^[[{/*-]/.test(onOneLine(expressionDoc(expression)));
}

/** Names of classes and types are absolute in any case. */
function relative(name: string): string {
  return name.replace(/^::/, '');
}

/** `$::a::b` is the same as `$a::b`; the unqualified `$::a` is another matter. */
function withoutLeadingColons(name: string): string {
  return /^::.*::/.test(name) ? relative(name) : name;
}

function withoutLeadingColonsIn(title: Expression, type: string): Expression {
  if (type !== 'class' || title.kind !== 'literal' || typeof title.value !== 'string') return title;
  return { ...title, value: relative(title.value) };
}
