/** The name that a statement has by nature, by which a site can amend it: `File[/etc/motd]`, `contain x`, `$heap`. */
import type { Expression, Statement } from '../puppet/ast.js';
import { referenceName } from './resource-name.js';

const given = Symbol.for('ovp-gen.id');

/** Gives a statement a name in place of the one that it has by nature. */
export function withId<N extends object>(tree: N, id: string): N {
  return Object.defineProperty(tree, given, { value: id, configurable: true });
}

/** Gives a copy of a statement the given name of the original. */
export function copyId<N extends object>(from: object, to: N): N {
  const id = (from as { readonly [given]?: string })[given];
  return id === undefined ? to : withId(to, id);
}

/** Undefined for statements without a telling name (conditions, relationships); `named` gives them one. */
export function statementId(tree: Statement & { readonly [given]?: string }): string | undefined {
  if (tree[given] !== undefined) return tree[given];
  switch (tree.kind) {
    case 'resource':
      return `${referenceName(tree.type)}[${titleText(tree.bodies[0]?.title)}]`;
    case 'include':
    case 'contain':
    case 'require':
      return `${tree.kind} ${tree.classes.map((name) => (typeof name === 'string' ? name : titleText(name))).join(', ')}`;
    case 'assign':
      return `$${tree.name}`;
    default:
      return undefined;
  }
}

/** How a title reads: literal text, with `${name}` for variables. */
function titleText(title: Expression | undefined): string {
  switch (title?.kind) {
    case 'literal':
      return String(title.value);
    case 'variable':
      return `\${${title.name}}`;
    case 'interpolation':
      return title.parts.map((part) => (typeof part === 'string' ? part : titleText(part))).join('');
    case 'array':
      return title.items.map(titleText).join(', ');
    default:
      return '...';
  }
}
