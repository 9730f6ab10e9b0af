/** Resource declarations as documents. */
import type { Expression, ResourceBody, ResourceDeclaration } from '../ast.js';
import {
  bracketed,
  group,
  hardline,
  ifBreak,
  indent,
  indentIfBreak,
  join,
  line,
  onOneLine,
  softline,
  type Doc,
} from './doc.js';
import { expressionDoc, valueDoc } from './expressions.js';
import { traced } from './provenance.js';
import { attributeRows } from './statements.js';

const SIGILS = { normal: '', virtual: '@', exported: '@@' } as const;

/** `type { 'title': ... }`; several bodies stand below each other, separated by semicolons. */
export function resourceDoc({ type, form, bodies }: ResourceDeclaration): Doc {
  const head = `${SIGILS[form]}${type} {`;
  const [only] = bodies;
  if (only !== undefined && bodies.length === 1) return [head, ' ', singleBody(only), '}'];
  const docs = bodies.map((body) => traced(body, bodyOfSeveral(body)));
  return [head, indent([hardline, join(hardline, docs)]), hardline, '}'];
}

function singleBody(body: ResourceBody): Doc {
  if (isEmpty(body)) return [titleText(body.title), ': '];
  const rows = attributeRows(body.attributes, body.splat);
  const attributes: Doc = [join([',', hardline], rows), ','];
  const { title } = body;
  if (title.kind !== 'array' || title.items.length < 2) {
    return [titleText(title), ':', indent([hardline, attributes]), hardline];
  }
  // A list of titles that needs several lines is indented twice, and the attributes below it too.
  const id = Symbol('titles');
  const items = title.items.map(valueDoc);
  const titles = group(
    ['[', indent(indent([softline, join([',', line], items)])), ifBreak(','), indent(softline), ']'],
    { id },
  );
  return [titles, ':', indentIfBreak(indent([hardline, attributes]), { groupId: id }), hardline];
}

function bodyOfSeveral(body: ResourceBody): Doc {
  if (isEmpty(body)) return [titleText(body.title), ':;'];
  const rows = attributeRows(body.attributes, body.splat);
  return [titleText(body.title), ':', indent([hardline, join([',', hardline], rows)]), ';'];
}

function isEmpty({ attributes, splat }: ResourceBody): boolean {
  return attributes.length === 0 && splat === undefined;
}

function titleText(title: Expression): Doc {
  return onOneLine(title.kind === 'array' ? bracketed('[', title.items.map(valueDoc), ']') : expressionDoc(title));
}
