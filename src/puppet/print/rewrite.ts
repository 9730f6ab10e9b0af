/** The rewriting of bodies: what one statement cannot say without a warning is taken out into a variable before it. */
import { copySite } from '../../findings/site.js';
import type { Attribute, Expression, Parameter, ResourceBody, Statement } from '../ast.js';
import type { TypeNode } from '../type-node.js';
import { isExpression, mapParameter, mapStatement } from '../walk.js';
import { closesOnFirstLine, inOrder, withPlainStates } from './attributes.js';
import { Extraction, type Stuck } from './extraction.js';
import { holdsHeredoc } from './heredoc.js';
import type { FreshNames } from './names.js';
import { ExpressionRewriter, type Place } from './rewrite-expression.js';
import { beginsWithPath, continues, relative, withoutLeadingBracket, withoutLeadingColonsIn } from './shapes.js';

export class Rewriter {
  readonly #extraction: Extraction;
  readonly #expressions: ExpressionRewriter;

  /**
   * @param names names for variables
   * @param typeOf the type of a variable wherever it occurs in the definition, if that is known
   */
  constructor(names: FreshNames, typeOf: (variable: string) => TypeNode | undefined) {
    this.#extraction = new Extraction(names);
    this.#expressions = new ExpressionRewriter({
      extraction: this.#extraction,
      body: (body) => this.body(body),
      typeOf,
    });
  }

  /** What could not be written without a warning. */
  get stuck(): readonly Stuck[] {
    return this.#extraction.stuck;
  }

  /**
   * A body whose statements are all written without a warning.
   * @param valued whether the value of the last statement is that of the body
   */
  body(body: readonly Statement[], valued = true): readonly Statement[] {
    const last = valued ? body.findLastIndex(({ kind }) => kind !== 'comment') : -1;
    const result: Statement[] = [];
    for (const [index, statement] of body.entries()) {
      const { before, result: rewritten } = this.#extraction.statement(statement, () =>
        this.#statement(statement, result.at(-1), index === last),
      );
      const comments: Statement[] = [];
      // What is taken out of a statement goes before the comment above it.
      while (before.length > 0 && result.at(-1)?.kind === 'comment') comments.unshift(...result.splice(-1));
      if (rewritten === undefined) result.push(...comments, ...before);
      else result.push(...before, ...comments, rewritten);
    }
    return result;
  }

  /** A parameter of a definition, with its default. */
  parameter(parameter: Parameter): Parameter {
    const place: Place = { hints: [], room: 'open', pattern: true };
    return this.#extraction.parameter(parameter, () =>
      mapParameter(parameter, (value) => this.#expressions.rewrite(value, place)),
    );
  }

  /** Undefined where an assignment before the statement is all there is to it. */
  #statement(statement: Statement, previous: Statement | undefined, valued: boolean): Statement | undefined {
    switch (statement.kind) {
      case 'resource': {
        const several = statement.bodies.length > 1;
        const bodies = statement.bodies.map((body) => this.#resourceBody(statement.type, body, several));
        return copySite(statement, { ...statement, type: relative(statement.type), bodies });
      }
      case 'include':
      case 'contain':
      case 'require': {
        const classes = statement.classes.map((name) =>
          typeof name === 'string'
            ? relative(name)
            : this.#expressions.rewrite(name, { hints: ['class_name'], room: 'inline' }),
        );
        return copySite(statement, { ...statement, classes });
      }
      case 'assign': {
        const place: Place = { hints: [statement.name], room: 'open', pattern: true };
        return copySite(statement, { ...statement, value: this.#expressions.rewrite(statement.value, place) });
      }
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
          ? this.#value(statement, previous, valued)
          : this.#parts(statement, { hints: ['value'], room: 'inline' });
    }
  }

  /** An expression as a statement of its own, often the value of a function. */
  #value(expression: Expression, previous: Statement | undefined, valued: boolean): Statement | undefined {
    const hints = [expression.kind === 'if' ? 'condition' : 'result'];
    const plain = this.#expressions.rewrite(withoutLeadingBracket(expression), { hints, room: 'open' });
    const follows = previous !== undefined || this.#extraction.hasAny;
    if (!follows || !continues(plain)) return plain;
    const variable = this.#extraction.takeOut(plain, ['result']);
    // A variable that nobody uses is an error.
    return valued ? variable : undefined;
  }

  #parts<S extends Statement>(statement: S, place: Place): Statement {
    return mapStatement(statement, {
      expression: (part) => this.#expressions.rewrite(part, place),
      body: (body) => this.body(body),
    });
  }

  #resourceBody(type: string, body: ResourceBody, several: boolean): ResourceBody {
    const prefix = type.split('::').at(-1) ?? type;
    const attribute = (one: Attribute) => {
      const hints = [one.name, `${prefix}_${one.name}`];
      const value = this.#expressions.rewrite(one.value, { hints, room: 'resource' });
      // `ensure` stands first, where no braces may close; between bodies a semicolon would stand before the text.
      const ensure = one.name === 'ensure' && (closesOnFirstLine(value) || beginsWithPath(value));
      const misplaced = ensure || (several && holdsHeredoc(value));
      return copySite(one, { ...one, value: misplaced ? this.#extraction.takeOut(value, hints) : value });
    };
    const splat =
      body.splat === undefined
        ? {}
        : { splat: this.#expressions.rewrite(body.splat, { hints: [`${prefix}_attributes`], room: 'resource' }) };
    const attributes = withPlainStates(type, body.attributes).map(attribute);
    // Behind `class {` no bracket may open.
    const list = type === 'class' && body.title.kind === 'array';
    const title = withoutLeadingColonsIn(list ? this.#list(body.title) : this.#title(body.title, prefix), type);
    return copySite(body, { title, attributes: inOrder(attributes, body.splat), ...splat });
  }

  #list(titles: Expression): Expression {
    const hints = ['classes'];
    return this.#extraction.takeOut(this.#expressions.rewrite(titles, { hints, room: 'open', pattern: true }), hints);
  }

  /** Titles are texts, variables or lists of them; anything else gets a name first. */
  #title(title: Expression, prefix: string): Expression {
    if (title.kind === 'array')
      return copySite(title, { ...title, items: title.items.map((item) => this.#title(item, prefix)) });
    const hints = [`${prefix}_title`];
    const rewritten = this.#expressions.rewrite(title, { hints, room: 'inline' });
    const simple = ['literal', 'variable', 'interpolation', 'raw'].includes(rewritten.kind);
    return simple ? rewritten : this.#extraction.takeOut(rewritten, hints);
  }
}
