/** Amendments on the statements of a body: by id, at any depth of conditions. */
import type { Locate, Site } from '../findings/site.js';
import type { Statement as Tree } from '../puppet/ast.js';
import { copySite, siteOf } from '../findings/site.js';
import type { Amendment, BodyContext } from './definitions.js';
import { definitionDiagnostics as row } from './diagnostics.js';
import { type Finding, finding } from '../findings/finding.js';
import { nameIn } from './namespace.js';
import { placeOf, type Reflection } from './reflection.js';
import { type Statement, statementsOf } from './statements.js';
import { copyId, statementId } from './statement-id.js';
import { suggest } from '../findings/suggest.js';

/** What amendments are applied for. */
interface Target {
  /** Name of the module, for placeholders in ids. */
  readonly module: string;
  /** Full name of the class. */
  readonly name: string;
  readonly locate: Locate;
  /** Takes what is wrong: an id that no statement or several statements have. */
  readonly report: (found: Finding) => void;
  /** Runs a person's code; what it throws is reported, at this place if it has none of its own. */
  readonly attempt: <T>(site: Site, action: () => T) => T | undefined;
}

/** An amendment whose source text was read. */
export type ReflectedAmendment = Amendment & { readonly reflection: Reflection };

/** Applies amendments in their order. */
export function amendStatements(
  statements: readonly Statement[],
  amendments: readonly ReflectedAmendment[],
  context: BodyContext<never>,
  target: Target,
): readonly Statement[] {
  let amended = statements;
  for (const { given, reflection } of amendments) {
    const place = placeOf(reflection);
    const replacements = target.attempt(place, () => given.replace?.(context)) ?? {};
    for (const [id, replacement] of Object.entries(replacements)) {
      const site = target.locate(siteOf(replacement.tree)) ?? place;
      amended = new Edit(nameIn(id, target.module), [replacement], target, site).apply(amended);
    }
    for (const id of given.remove ?? [])
      amended = new Edit(nameIn(id, target.module), [], target, place).apply(amended);
    amended = [...amended, ...(target.attempt(place, () => statementsOf(given.add?.(context) ?? [])) ?? [])];
  }
  return amended;
}

/** One replacement of a statement by others. */
class Edit {
  private hits = 0;
  private readonly seen = new Set<string>();
  private readonly trees: readonly Tree[];

  constructor(
    private readonly id: string,
    private readonly replacement: readonly Statement[],
    private readonly target: Target,
    private readonly site: Site | undefined,
  ) {
    this.trees = replacement.map((item) => item.tree);
  }

  apply(statements: readonly Statement[]): readonly Statement[] {
    const result = statements.flatMap((statement): readonly Statement[] => {
      if (this.is(statement.tree)) return this.replacement;
      return [{ ...statement, tree: this.inside(statement.tree) }];
    });
    const { name, report } = this.target;
    if (this.hits === 0) report(finding(row.unknownAmendment, this.site, name, this.id, suggest(this.id, this.seen)));
    if (this.hits > 1) report(finding(row.ambiguousAmendment, this.site, name, this.id));
    return result;
  }

  private is(tree: Tree): boolean {
    const id = statementId(tree);
    if (id === undefined) return false;
    const named = nameIn(id, this.target.module);
    this.seen.add(named);
    if (named !== this.id) return false;
    this.hits += 1;
    return true;
  }

  private body(body: readonly Tree[]): readonly Tree[] {
    return body.flatMap((tree): readonly Tree[] => (this.is(tree) ? this.trees : [this.inside(tree)]));
  }

  /** The same statement with the edit applied to the bodies in it. */
  private inside(tree: Tree): Tree {
    const copy = this.copy(tree);
    return copy === tree ? tree : copyId(tree, copySite(tree, copy));
  }

  private copy(tree: Tree): Tree {
    switch (tree.kind) {
      case 'if':
        return {
          ...tree,
          branches: tree.branches.map((branch) => ({ ...branch, body: this.body(branch.body) })),
          ...(tree.otherwise ? { otherwise: this.body(tree.otherwise) } : {}),
        };
      case 'unless':
        return {
          ...tree,
          body: this.body(tree.body),
          ...(tree.otherwise ? { otherwise: this.body(tree.otherwise) } : {}),
        };
      case 'case':
        return { ...tree, options: tree.options.map((option) => ({ ...option, body: this.body(option.body) })) };
      case 'call':
        return tree.lambda ? { ...tree, lambda: { ...tree.lambda, body: this.body(tree.lambda.body) } } : tree;
      default:
        return tree;
    }
  }
}
