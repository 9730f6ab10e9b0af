/** Values that are given a name: the assignments that go before the statement at hand. */
import { copySite } from '../../findings/site.js';
import type { Expression, Statement } from '../ast.js';
import type { FreshNames } from './names.js';

/** A value that should have been assigned before its statement, and could not be. */
export interface Stuck {
  readonly value: Expression;
  /** The statement or parameter that it belongs to. */
  readonly owner: object;
}

export class Extraction {
  /** What stays where it is although puppet-lint warns about it there. */
  readonly stuck: Stuck[] = [];
  readonly #names: FreshNames;
  /** Undefined where nothing may be taken out. */
  #before: Statement[] | undefined;
  #owner: object = {};

  constructor(names: FreshNames) {
    this.#names = names;
  }

  /** Whether there is a statement before which something may be evaluated. */
  get possible(): boolean {
    return this.#before !== undefined;
  }

  /** Whether the statement at hand will have an assignment before it. */
  get hasAny(): boolean {
    return this.#before !== undefined && this.#before.length > 0;
  }

  /** Rewrites one statement; `before` is what was taken out of it. */
  statement<T>(owner: object, rewrite: () => T): { readonly before: readonly Statement[]; readonly result: T } {
    const before: Statement[] = [];
    return { before, result: this.#within(before, owner, rewrite) };
  }

  /** Rewrites the default of a parameter: there is no statement before it. */
  parameter<T>(owner: object, rewrite: () => T): T {
    return this.#within(undefined, owner, rewrite);
  }

  /** Rewrites what is evaluated only under a condition, so that nothing in it may be evaluated before. */
  lazily<T>(rewrite: () => T): T {
    return this.#within(undefined, this.#owner, rewrite);
  }

  /** Replaces an expression by a variable that is assigned before the statement; the proposed names are tried in turn. */
  takeOut(expression: Expression, hints: readonly string[]): Expression {
    if (this.#before === undefined) {
      this.stuck.push({ value: expression, owner: this.#owner });
      return expression;
    }
    const name = this.#names.take(...hints);
    this.#before.push(copySite(expression, { kind: 'assign', name, value: expression }));
    return { kind: 'variable', name };
  }

  #within<T>(before: Statement[] | undefined, owner: object, rewrite: () => T): T {
    const outer = { before: this.#before, owner: this.#owner };
    this.#before = before;
    this.#owner = owner;
    const result = rewrite();
    this.#before = outer.before;
    this.#owner = outer.owner;
    return result;
  }
}
