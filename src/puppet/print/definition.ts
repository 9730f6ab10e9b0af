/** Definitions as documents: the documentation, the signature, the body. */
import type { Definition, Parameter } from '../ast.js';
import { printType } from '../types/index.js';
import { bracketed, hardline, indent, isMultiLine, join, onOneLine, WIDTH, type Doc } from './doc.js';
import { documentationLines } from './documentation.js';
import { parameterDoc, valueDoc } from './expressions.js';
import { traced } from './provenance.js';
import { statementsDoc } from './statements.js';
import { characterCount as columns } from '../types/text.js';
import { typeDoc } from './types.js';

/** A type longer than this does not push the names of the other parameters to the right. */
const LONGEST_ALIGNED_TYPE = 60;

/** A whole file without the header of generated files. */
export function definitionDoc(definition: Definition): Doc {
  const comment = join(hardline, documentationLines(definition));
  return [traced(definition, [comment, hardline, codeDoc(definition)]), hardline];
}

function codeDoc(definition: Definition): Doc {
  switch (definition.kind) {
    case 'class':
    case 'define':
      return [
        definition.kind,
        ' ',
        definition.name,
        classSignature(definition.parameters),
        ' {',
        bodyDoc(definition.body),
        '}',
      ];
    case 'function':
      return [functionHead(definition), bodyDoc(definition.body), '}'];
    case 'alias':
      return [`type ${definition.name} = `, typeDoc(definition.type)];
  }
}

function bodyDoc(body: Parameters<typeof statementsDoc>[0]): Doc {
  return body.length === 0 ? '' : [indent([hardline, statementsDoc(body)]), hardline];
}

/** One parameter a line, whether or not they would fit on one. */
function classSignature(parameters: readonly Parameter[]): Doc {
  return parameters.length === 0 ? '' : [' (', parameterLines(parameters), ')'];
}

/** On one line if it fits: functions have few parameters. */
function functionHead({ name, parameters, returns }: Extract<Definition, { kind: 'function' }>): Doc {
  const head = `function ${name}`;
  const result = ` >> ${printType(returns)} {`;
  if (parameters.length === 0) return [head, '()', result];
  const flat = [head, bracketed('(', parameters.map(parameterDoc), ')'), result];
  const fits = !isMultiLine(flat) && columns(onOneLine(flat)) <= WIDTH;
  return fits ? onOneLine(flat) : [head, '(', parameterLines(parameters), ')', result];
}

function parameterLines(parameters: readonly Parameter[]): Doc {
  const typeText = ({ type }: Parameter) => (type === undefined ? '' : printType(type));
  const aligned = (parameter: Parameter) =>
    columns(typeText(parameter)) <= LONGEST_ALIGNED_TYPE &&
    !(parameter.type && isMultiLine(typeDoc(parameter.type, false)));
  const widest = (texts: readonly string[]) => Math.max(0, ...texts.map(columns));
  const typeWidth = widest(parameters.filter(aligned).map(typeText));
  const nameWidth = widest(
    parameters.filter((parameter) => aligned(parameter) && parameter.default !== undefined).map(nameText),
  );
  const docs = parameters.map((parameter) => {
    const pad = (text: string, width: number) =>
      aligned(parameter) ? ' '.repeat(Math.max(0, width - columns(text))) : '';
    const type = typeText(parameter);
    const name = nameText(parameter);
    return traced(parameter, [
      parameter.type === undefined ? pad('', typeWidth) : [typeDoc(parameter.type, false), pad(type, typeWidth)],
      typeWidth > 0 || parameter.type !== undefined ? ' ' : '',
      name,
      parameter.default === undefined ? '' : [pad(name, nameWidth), ' = ', valueDoc(parameter.default)],
    ]);
  });
  return [indent([hardline, join([',', hardline], docs), ',']), hardline];
}

function nameText({ name, captures }: Parameter): string {
  return `${captures === true ? '*' : ''}$${name}`;
}
