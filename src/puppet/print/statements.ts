/** Statements of Puppet as documents, and the blank lines between them. */
import type { Attribute, CaseExpression, Chain, Collector, Conditional, Expression, Query, Statement } from '../ast.js';
import {
  arrowRows,
  bracketed,
  group,
  hardline,
  indent,
  isMultiLine,
  join,
  line,
  onOneLine,
  WIDTH,
  type Doc,
} from './doc.js';
import { branchDoc, capitalised, expressionDoc, hashDoc, referenceDoc, valueDoc } from './expressions.js';
import { isBareWord } from './bare-words.js';
import { commentLines } from './documentation.js';
import { traced } from './provenance.js';
import { resourceDoc } from './resources.js';

/** A body: statements one below the other, groups of them separated by blank lines. */
export function statementsDoc(statements: readonly Statement[]): Doc {
  const docs = statements.map((statement) => traced(statement, statementDoc(statement)));
  return docs.map((doc, index) => {
    const before = statements[index - 1];
    const statement = statements[index];
    const previous = docs[index - 1];
    if (before === undefined || statement === undefined || previous === undefined) return doc;
    const together = keepTogether(before, previous, statement, doc);
    return [hardline, together ? '' : hardline, doc];
  });
}

/** Comments stand right above what they speak of; one-line statements of one kind form a block, and so do inclusions. */
function keepTogether(before: Statement, beforeDoc: Doc, statement: Statement, doc: Doc): boolean {
  if (statement.kind === 'comment') return false;
  if (before.kind === 'comment') return true;
  const kind = groupOf(before);
  if (kind === undefined || kind !== groupOf(statement)) return false;
  return kind === 'inclusions' || (fitsOnALine(beforeDoc) && fitsOnALine(doc));
}

type StatementGroup = 'assignments' | 'inclusions' | 'calls' | 'relationships';

function groupOf(statement: Statement): StatementGroup | undefined {
  switch (statement.kind) {
    case 'assign':
      return 'assignments';
    case 'include':
    case 'contain':
    case 'require':
      return 'inclusions';
    case 'call':
      return 'calls';
    case 'chain':
    case 'collector':
      return 'relationships';
    default:
      return undefined;
  }
}

/** Judged without the indentation, which is not known here: two steps are left for it. */
function fitsOnALine(doc: Doc): boolean {
  return !isMultiLine(doc) && onOneLine(doc).length <= WIDTH - 4;
}

function statementDoc(statement: Statement): Doc {
  switch (statement.kind) {
    case 'resource':
      return resourceDoc(statement);
    case 'include':
    case 'contain':
    case 'require':
      return inclusionDoc(statement.kind, statement.classes);
    case 'assign':
      return [`$${statement.name} = `, valueDoc(statement.value)];
    case 'if':
      return conditionalDoc('if', statement.branches, statement.otherwise, 'statement');
    case 'unless':
      return conditionalDoc('unless', [statement], statement.otherwise, 'statement');
    case 'case':
      return caseDoc(statement);
    case 'chain':
      return chainDoc(statement);
    case 'collector':
      return collectorDoc(statement);
    case 'override':
      return [referenceDoc(statement.reference), attributeBlock(statement.attributes)];
    case 'default':
      return [capitalised(statement.type), attributeBlock(statement.attributes)];
    case 'comment':
      return join(hardline, commentLines(statement.text));
    default:
      return valueDoc(statement);
  }
}

/** One class a line: so a diff shows what was added. */
function inclusionDoc(kind: string, classes: readonly (string | Expression)[]): Doc {
  const names = classes.map((name) => (typeof name === 'string' ? name : expressionDoc(name)));
  return join(
    hardline,
    names.map((name) => [kind, ' ', name]),
  );
}

/**
 * `if` and `unless`. As a value it may stand on one line; as a statement each branch has its lines.
 * @param role what the conditional is used as
 */
export function conditionalDoc(
  keyword: 'if' | 'unless',
  branches: Conditional['branches'],
  otherwise: readonly Statement[] | undefined,
  role: 'statement' | 'value',
): Doc {
  const blocks: Doc[] = branches.map(({ condition, body }, index) => [
    index === 0 ? keyword : ' elsif',
    ' ',
    conditionDoc(condition),
    ' {',
    role === 'value' ? branchDoc(body) : linesDoc(body),
    '}',
  ]);
  if (otherwise !== undefined && otherwise.length > 0) {
    blocks.push([' else {', role === 'value' ? branchDoc(otherwise) : linesDoc(otherwise), '}']);
  }
  return role === 'value' ? group(blocks, { shouldBreak: branches.length > 1 || blocks.some(isMultiLine) }) : blocks;
}

/** A brace right behind the name of a type would look like a block of resource defaults, unless a match stands before it. */
function conditionDoc(condition: Expression): Doc {
  const doc = valueDoc(condition);
  const endsWithType = /(?<!(?:=~|!~) )(?<![\w:])[A-Z][\w:]*$/.test(isMultiLine(doc) ? '' : onOneLine(doc));
  return endsWithType ? ['(', doc, ')'] : doc;
}

function linesDoc(body: readonly Statement[]): Doc {
  return body.length === 0 ? '' : [indent([hardline, statementsDoc(body)]), hardline];
}

/** `case`: one block for each option. */
export function caseDoc({ subject, options }: CaseExpression): Doc {
  const blocks = options.map(({ matches, body }) => [
    matches.length === 0 ? 'default' : group(join([',', line], matches.map(expressionDoc))),
    ': {',
    linesDoc(body),
    '}',
  ]);
  return ['case ', conditionDoc(subject), ' {', indent([hardline, join(hardline, blocks)]), hardline, '}'];
}

/** Arrows stand in front of the right operand; either all operands share a line or each has its own. */
function chainDoc({ operands, arrows }: Chain): Doc {
  const docs = operands.map((operand) =>
    operand.kind === 'collector' ? collectorDoc(operand) : expressionDoc(operand),
  );
  return group(docs.map((doc, index) => (index === 0 ? doc : [line, arrows[index - 1] ?? '->', ' ', doc])));
}

function collectorDoc({ type, exported, query, attributes }: Collector): Doc {
  const [open, close] = exported ? ['<<|', '|>>'] : ['<|', '|>'];
  const search = query === undefined ? ' ' : [' ', queryDoc(query), ' '];
  return [capitalised(type), ' ', open, search, close, attributes.length > 0 ? attributeBlock(attributes) : ''];
}

/** `and` binds tighter than `or`; both are left-associative. */
function queryDoc(query: Query): Doc {
  if (query.kind === 'compare') return [query.attribute, ` ${query.operator} `, expressionDoc(query.value)];
  const strength = (part: Query) => ({ compare: 2, and: 1, or: 0 })[part.kind];
  const operand = (part: Query, least: number): Doc =>
    strength(part) >= least ? queryDoc(part) : ['(', queryDoc(part), ')'];
  return [operand(query.left, strength(query)), ` ${query.kind} `, operand(query.right, strength(query) + 1)];
}

function attributeBlock(attributes: readonly Attribute[]): Doc {
  return [' ', bracketed('{', attributeRows(attributes), '}', { breaks: true, padded: true })];
}

/** Attributes one a line, arrows aligned. */
export function attributeRows(attributes: readonly Attribute[], splat?: Expression): Doc[] {
  const rows = attributes.map(({ name, value }) => ({ key: name, value: attributeValueDoc(name, value) }));
  if (splat !== undefined) rows.push({ key: '*', value: attributeValueDoc('*', splat) });
  const docs = arrowRows(rows, (index) => attributes[index]?.operator ?? '=>');
  return docs.map((doc, index) => (attributes[index] === undefined ? doc : traced(attributes[index], doc)));
}

/**
 * A hash with anything in it is opened up: its arrows would otherwise be on the line of the attribute's.
 * States such as `present` are written as bare words, as everybody does.
 */
function attributeValueDoc(name: string, value: Expression): Doc {
  if (value.kind === 'hash' && value.entries.length > 0) return hashDoc(value.entries, true);
  if (name === 'ensure' && isBareWord(value)) return value.value;
  return valueDoc(value);
}
