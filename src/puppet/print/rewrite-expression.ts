/** The rewriting of expressions: what a place has no room for is taken out of it. */
import { copySite } from '../../findings/site.js';
import type {
  Call,
  CaseExpression,
  Conditional,
  Expression,
  HashLiteral,
  Lambda,
  Selector,
  Statement,
} from '../ast.js';
import type { TypeNode } from '../type-node.js';
import { mapExpression, mapParameter } from '../walk.js';
import { hasBraces } from './attributes.js';
import { isMultiLine, onOneLine } from './doc.js';
import { embedded, expressionDoc } from './expressions.js';
import type { Extraction } from './extraction.js';
import { holdsHeredoc } from './heredoc.js';
import { continues, holdsLambda, relative, withoutLeadingColons, withoutLeadingColonsIn } from './shapes.js';
import { asHeredocIfLong, asString, simplified, withMergedParts } from './texts.js';

/** Where an expression stands. */
export interface Place {
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

/** What the rewriting of expressions needs of that of statements. */
export interface Surroundings {
  readonly extraction: Extraction;
  readonly body: (body: readonly Statement[]) => readonly Statement[];
  /** The type of a parameter of the definition, if it is known. */
  readonly typeOf: (variable: string) => TypeNode | undefined;
}

export class ExpressionRewriter {
  constructor(private readonly surroundings: Surroundings) {}

  rewrite(expression: Expression, place: Place): Expression {
    const rewritten = this.#parts(expression, place);
    const { room } = place;
    if (rewritten.kind === 'regex' && place.pattern !== true) return this.#takeOut(rewritten, ['pattern']);
    if (rewritten.kind === 'heredoc' && (room === 'inline' || room === 'receiver')) {
      return this.#possible ? this.#takeOut(rewritten, place.hints) : asString(rewritten);
    }
    if (room === 'open') return rewritten;
    if (rewritten.kind === 'if' || rewritten.kind === 'case') return this.#takeOut(rewritten, place.hints);
    const lambda = room !== 'receiver' && holdsLambda(rewritten);
    // Where nothing can be taken out, a selector or a short lambda may stay: no pleasure to read, but no mistake.
    const leaves = this.#possible || (lambda && isMultiLine(expressionDoc(rewritten)));
    return (lambda || rewritten.kind === 'selector') && leaves ? this.#takeOut(rewritten, place.hints) : rewritten;
  }

  get #possible(): boolean {
    return this.surroundings.extraction.possible;
  }

  #takeOut(expression: Expression, hints: readonly string[]): Expression {
    return this.surroundings.extraction.takeOut(expression, hints);
  }

  #lazily<T>(rewrite: () => T): T {
    return this.surroundings.extraction.lazily(rewrite);
  }

  #all(place: Place) {
    return { expression: (part: Expression) => this.rewrite(part, place), body: this.surroundings.body };
  }

  #parts(expression: Expression, place: Place): Expression {
    const inline: Place = { hints: place.hints, room: 'inline' };
    const embedding = { ...this.#all(inline), expression: (part: Expression) => this.#embedded(part) };
    switch (expression.kind) {
      case 'literal':
        return this.#text(expression, place);
      case 'interpolation': {
        const mapped = mapExpression(expression, embedding);
        return this.#text(copySite(expression, simplified(mapped, this.surroundings.typeOf)), place);
      }
      case 'heredoc':
        return withMergedParts(mapExpression(expression, embedding));
      case 'variable':
        return copySite(expression, { ...expression, name: withoutLeadingColons(expression.name) });
      case 'hash':
        return copySite(expression, { ...expression, entries: this.#entries(expression.entries, within(place)) });
      case 'array':
        return copySite(expression, { ...expression, items: this.#items(expression.items, within(place)) });
      case 'access': {
        const target = this.rewrite(expression.target, inline);
        const keys = expression.keys.map((key) => this.#key(key, listed(inline)));
        return copySite(expression, { ...expression, target, keys });
      }
      case 'call':
        return this.#call(expression, place);
      case 'binary': {
        const { operator } = expression;
        // A pattern is known as one only behind an operator that matches.
        const room = operator === '=~' || operator === '!~' ? listed(inline) : inline;
        const left = this.rewrite(expression.left, inline);
        const second = () => this.rewrite(expression.right, room);
        const right = operator === 'and' || operator === 'or' ? this.#lazily(second) : second();
        return copySite(expression, { ...expression, left, right });
      }
      case 'reference': {
        const titles = expression.titles.map((title) =>
          withoutLeadingColonsIn(this.rewrite(title, inline), expression.type),
        );
        return copySite(expression, { ...expression, type: relative(expression.type), titles });
      }
      case 'selector':
        return this.#selector(expression, place);
      case 'if':
        return this.#conditional(expression, inline);
      case 'case':
        return this.#case(expression);
      default:
        return mapExpression(expression, this.#all(inline));
    }
  }

  /** A long text is a heredoc, unless that would have to be taken out and cannot. */
  #text(expression: Expression, { room }: Place): Expression {
    const stays = room === 'inline' || room === 'receiver';
    return stays && !this.#possible ? expression : asHeredocIfLong(expression);
  }

  /** Items of a list or arguments. On the line after a heredoc no pattern, brace or bracket is known as what it is. */
  #items(items: readonly Expression[], place: Place): Expression[] {
    const result: Expression[] = [];
    for (const item of items) {
      const previous = result.at(-1);
      const hidden = previous !== undefined && holdsHeredoc(previous);
      const rewritten = this.rewrite(item, listed(place));
      result.push(hidden && continues(rewritten) ? this.#takeOut(rewritten, place.hints) : rewritten);
    }
    return result;
  }

  #call(call: Call, place: Place): Call {
    // What follows a call with a lambda stands on the line of its arguments.
    const room = call.lambda === undefined && place.room !== 'receiver' ? place : { ...place, room: 'inline' as const };
    const [receiver, ...further] = call.arguments;
    const method = call.form === 'method' && receiver !== undefined;
    const before = method ? [this.rewrite(receiver, { hints: place.hints, room: 'receiver' })] : [];
    const behind = this.#items(method ? further : call.arguments, room);
    return copySite(call, {
      ...call,
      arguments: [...before, ...behind],
      ...(call.lambda === undefined ? {} : { lambda: this.#lambda(call.lambda) }),
    });
  }

  #lambda({ parameters, body }: Lambda): Lambda {
    const open: Place = { hints: [], room: 'inline', pattern: true };
    return {
      parameters: this.#lazily(() => parameters.map((one) => mapParameter(one, (value) => this.rewrite(value, open)))),
      body: this.surroundings.body(body),
    };
  }

  #selector(selector: Selector, { hints }: Place): Selector {
    const inline: Place = { hints, room: 'inline', pattern: true };
    const patterns = selector.options.some(({ match }) => match?.kind === 'regex');
    return copySite(selector, {
      ...selector,
      subject: this.#subject(selector.subject, hints),
      options: this.#lazily(() =>
        selector.options.map(({ match, value }) => ({
          match: match === null ? null : this.rewrite(match, inline),
          // A heredoc would hide that a pattern begins on the next line.
          value: this.rewrite(value, { hints, room: patterns ? 'inline' : 'open' }),
        })),
      ),
    });
  }

  #conditional(conditional: Conditional, place: Place): Conditional {
    const branches = conditional.branches.map(({ condition, body }, index) => {
      const rewrite = () => this.rewrite(condition, place);
      return { condition: index === 0 ? rewrite() : this.#lazily(rewrite), body: this.surroundings.body(body) };
    });
    const { otherwise } = conditional;
    return copySite(conditional, {
      ...conditional,
      branches,
      ...(otherwise === undefined ? {} : { otherwise: this.surroundings.body(otherwise) }),
    });
  }

  #case(expression: CaseExpression): CaseExpression {
    const place: Place = { hints: ['value'], room: 'inline', pattern: true };
    const subject = this.#subject(expression.subject, place.hints);
    const options = expression.options.map(({ matches, body }) => ({
      matches: this.#lazily(() => matches.map((match) => this.rewrite(match, place))),
      body: this.surroundings.body(body),
    }));
    const complete = options.some(({ matches }) => matches.length === 0);
    return copySite(expression, {
      ...expression,
      subject,
      options: complete ? options : [...options, { matches: [], body: [] }],
    });
  }

  /** What is compared stands right before a brace, and has none itself. */
  #subject(subject: Expression, hints: readonly string[]): Expression {
    const rewritten = this.rewrite(subject, { hints, room: 'inline' });
    return hasBraces(rewritten) ? this.#takeOut(rewritten, ['subject']) : rewritten;
  }

  /**
   * Texts in an interpolation have neither braces nor double quotes of their own, do not begin with a bracket, and have
   * no quotes at all unless they begin with a name.
   */
  #embedded(expression: Expression): Expression {
    const rewritten = this.rewrite(expression, { hints: ['text'], room: 'inline' });
    // Literals become part of the text.
    if (rewritten.kind === 'literal') return rewritten;
    return /[{}"\\]|^\[|^[^a-z:].*'/.test(embedded(rewritten).slice(2, -1))
      ? this.#takeOut(rewritten, ['text'])
      : rewritten;
  }

  /** The key of an access stays on its line, has no braces, and no bracket in a text that would close it. */
  #key(key: Expression, place: Place): Expression {
    const rewritten = this.rewrite(key, place);
    const bracket = rewritten.kind === 'literal' && /[[\]]/.test(String(rewritten.value));
    const doc = expressionDoc(rewritten);
    return bracket || isMultiLine(doc) || /[{}]/.test(onOneLine(doc)) ? this.#takeOut(rewritten, ['key']) : rewritten;
  }

  #entries(entries: HashLiteral['entries'], place: Place): HashLiteral['entries'] {
    return entries.map(([key, value]) => {
      const name = key.kind === 'literal' ? String(key.value) : 'value';
      const hints = [...place.hints.slice(-1).map((hint) => `${hint}_${name}`), name].reverse();
      return [
        this.rewrite(key, { hints: ['key'], room: 'inline' }),
        this.rewrite(value, { room: place.room, hints }),
      ] as const;
    });
  }
}

/** What stands between brackets is no receiver itself. */
function within(place: Place): Place {
  return place.room === 'receiver' ? { ...place, room: 'inline' } : place;
}

function listed(place: Place): Place {
  return { ...place, pattern: true };
}
