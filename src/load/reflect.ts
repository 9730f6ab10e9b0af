/** Reads definitions from source text, by ts-morph, which no folder but this one knows. */
import {
  type CallExpression,
  type JSDoc,
  type JSDocableNode,
  Node,
  Project,
  type SourceFile,
  SyntaxKind,
} from 'ts-morph';
import { finding } from '../findings/finding.js';
import type { Place, ReflectedParameter, Reflection } from '../model/reflection.js';
import { Declarations } from './declarations.js';
import { loadDiagnostics as row } from './diagnostics.js';
import { builders } from './may-define.js';
import { TypeTranslator } from './puppet-type.js';
import { literalOf, placeOf } from './syntax.js';

/** A reflection, and the offset in the text where it is put in as the last argument of the call. */
export interface ReflectedCall {
  readonly offset: number;
  readonly reflection: Reflection;
}

export interface ReflectedFile {
  readonly calls: readonly ReflectedCall[];
  /** Other files whose types were read. */
  readonly visited: readonly string[];
}

/** Reads several files in one go; ts-morph keeps what they share. */
export class Reflector {
  private readonly project = new Project({
    skipAddingFilesFromTsConfig: true,
    skipFileDependencyResolution: true,
    skipLoadingLibFiles: true,
  });

  /**
   * @param path absolute
   * @param label how the path of a file is shown to people
   */
  reflect(path: string, text: string, label: (path: string) => string): ReflectedFile {
    const file = this.project.createSourceFile(path, text, { overwrite: true });
    const declarations = new Declarations(this.project);
    const calls = file
      .getDescendantsOfKind(SyntaxKind.CallExpression)
      .filter((call) => call.getArguments().length === builders[call.getExpression().getText()])
      .map((call) => reflectCall(call, declarations, (source) => label(source.getFilePath())));
    return { calls, visited: [...declarations.visited] };
  }
}

function reflectCall(
  call: CallExpression,
  declarations: Declarations,
  label: (file: SourceFile) => string,
): ReflectedCall {
  const translator = new TypeTranslator(declarations, label);
  const file = label(call.getSourceFile());
  const [parametersNode, resultNode] = call.getTypeArguments();
  const members = parametersNode ? (isEmpty(parametersNode) ? [] : declarations.members(parametersNode)) : [];
  const parameters = (members ?? []).map((member): ReflectedParameter => {
    const typeNode = member.getTypeNode();
    return {
      name: member.getName(),
      type: typeNode ? translator.translate(member.getName(), typeNode) : 'Any',
      optional: member.hasQuestionToken(),
      text: textOf(member),
      place: placeOf(member),
    };
  });
  const returnType = resultNode && translator.translate('the result', resultNode);
  const unknown =
    members === undefined && parametersNode
      ? [finding(row.parametersUnknown, { file, ...placeOf(parametersNode) }, parametersNode.getText())]
      : [];
  const reflection: Reflection = {
    file,
    place: placeOf(call),
    ...documentationOf(call),
    ...(returnType === undefined ? {} : { returnType }),
    parameters,
    defaults: defaultPlaces(call),
    findings: [...unknown, ...translator.findings],
  };
  return { offset: call.getArguments().at(-1)?.getEnd() ?? call.getEnd() - 1, reflection };
}

/** `unknown`, `object` and `{}` say that there are no parameters. */
function isEmpty(node: Node): boolean {
  return ['unknown', 'object', '{}', 'never'].includes(node.getText());
}

function defaultPlaces(call: CallExpression): Readonly<Record<string, Place>> {
  const options = literalOf(call.getArguments()[1]);
  if (!Node.isObjectLiteralExpression(options)) return {};
  const places: Record<string, Place> = {};
  for (const property of ['defaults', 'set']) {
    const entry = options.getProperty(property);
    const object = Node.isPropertyAssignment(entry) ? literalOf(entry.getInitializer()) : undefined;
    if (!Node.isObjectLiteralExpression(object)) continue;
    for (const item of object.getProperties()) {
      if (Node.isPropertyAssignment(item) || Node.isShorthandPropertyAssignment(item))
        places[item.getName()] = placeOf(item);
    }
  }
  return places;
}

/** TSDoc of the constant that holds the definition, else of the statement that makes it. */
function documentationOf(call: CallExpression): Pick<Reflection, 'summary' | 'description' | 'examples' | 'returns'> {
  const statement = call.getFirstAncestor(
    (node): node is Node & JSDocableNode => Node.isVariableStatement(node) || Node.isExpressionStatement(node),
  );
  const doc = statement && Node.isJSDocable(statement) ? statement.getJsDocs().at(-1) : undefined;
  if (!doc) return { summary: '', examples: [] };
  const [first = '', ...others] = paragraphs(doc.getDescription());
  const returns = tagTexts(doc, 'returns')[0];
  return {
    summary: first.replace(/\s*\n\s*/g, ' '),
    ...(others.length > 0 ? { description: others.join('\n\n') } : {}),
    examples: doc
      .getTags()
      .filter((tag) => tag.getTagName() === 'example')
      .map((tag) => exampleOf(tag.getText())),
    ...(returns === undefined ? {} : { returns: returns.replace(/\s*\n\s*/g, ' ') }),
  };
}

/** Of the text of a tag as it stands in the file, since the parser of TSDoc does not keep the indentation of code. */
function exampleOf(source: string): { title: string; code: string } {
  const [title = '', ...code] = source
    .replace(/^@example\s*/, '')
    .split('\n')
    .map((line, index) => (index === 0 ? line : line.replace(/^\s*\* ?/, '')));
  const fenced = code.filter((line) => !/^\s*```/.test(line));
  return { title: title.trim(), code: fenced.join('\n').replace(/^\n+|\s+$/g, '') };
}

function tagTexts(doc: JSDoc, name: string): string[] {
  return doc
    .getTags()
    .filter((tag) => tag.getTagName() === name)
    .map((tag) => clean(tag.getCommentText() ?? ''));
}

function textOf(node: JSDocableNode): string {
  const doc = node.getJsDocs().at(-1);
  return doc ? paragraphs(doc.getDescription()).join('\n\n') : '';
}

function paragraphs(text: string): string[] {
  return clean(text)
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
}

/** Links of TSDoc become code, as nothing in the generated documentation could follow them. */
function clean(text: string): string {
  return text.replace(/\{@link\s+([^}|]+?)(?:\s*\|[^}]*)?\}/g, '`$1`').trim();
}
