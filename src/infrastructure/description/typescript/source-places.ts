/** Places of the values of an object that is written in a call, in TypeScript's own syntax tree; ts-morph is slow to import. */
import { existsSync, readFileSync } from 'node:fs';
import { Node, type Node as AnyNode, Project, SyntaxKind, ts } from 'ts-morph';
import type { Site } from '../../../findings/site.js';
import type { Places } from '../../model/infrastructure.js';

/** Makes the places of the argument of the call at a site; names and spreads of the same file are followed. */
export function sourcePlaces(call: Site): Places {
  const fallback: Places = { file: call.file, site: () => call };
  if (!existsSync(call.file)) return fallback;
  const project = new Project({
    skipAddingFilesFromTsConfig: true,
    skipFileDependencyResolution: true,
    skipLoadingLibFiles: true,
  });
  const source = project.createSourceFile(call.file, readFileSync(call.file, 'utf8'), { overwrite: true });
  const position = ts.getPositionOfLineAndCharacter(source.compilerNode, call.line - 1, call.column - 1);
  const around = source.getDescendantAtPos(position);
  const expression = around?.getFirstAncestorByKind(SyntaxKind.CallExpression);
  const root = expression?.getArguments()[0];
  if (root === undefined) return fallback;

  const siteOf = (node: AnyNode): Site => {
    const { line, column } = source.getLineAndColumnAtPos(node.getStart());
    return { file: call.file, line, column };
  };
  const literal = (node: AnyNode, left = 20): AnyNode => {
    if (left === 0) return node;
    if (Node.isAsExpression(node) || Node.isSatisfiesExpression(node) || Node.isParenthesizedExpression(node)) {
      return literal(node.getExpression(), left - 1);
    }
    if (Node.isIdentifier(node)) {
      const value = source.getVariableDeclaration(node.getText())?.getInitializer();
      return value === undefined ? node : literal(value, left - 1);
    }
    return node;
  };
  /** The property of a name, and its value. */
  const property = (object: AnyNode, name: string): { key: AnyNode; value: AnyNode } | undefined => {
    if (!Node.isObjectLiteralExpression(object)) return undefined;
    for (const item of [...object.getProperties()].reverse()) {
      if (Node.isSpreadAssignment(item)) {
        const found = property(literal(item.getExpression()), name);
        if (found) return found;
      } else if (Node.isPropertyAssignment(item)) {
        const key = item.getNameNode();
        const text =
          Node.isStringLiteral(key) || Node.isNoSubstitutionTemplateLiteral(key)
            ? key.getLiteralText()
            : nameOf(key, item.getName());
        if (text === name) return { key, value: item.getInitializer() ?? key };
      } else if (Node.isShorthandPropertyAssignment(item) && item.getName() === name) {
        return { key: item.getNameNode(), value: item.getNameNode() };
      }
    }
    return undefined;
  };
  /** A computed key by the constants that it is made of. */
  const nameOf = (key: AnyNode, text: string): string =>
    Node.isComputedPropertyName(key) ? (constant(key.getExpression()) ?? text) : text;
  const constant = (node: AnyNode, left = 20): string | undefined => {
    const value = literal(node);
    if (Node.isStringLiteral(value) || Node.isNoSubstitutionTemplateLiteral(value)) return value.getLiteralText();
    if (!Node.isTemplateExpression(value) || left === 0) return undefined;
    const parts = value.getTemplateSpans().map((span) => {
      const inner = constant(span.getExpression(), left - 1);
      return inner === undefined ? undefined : inner + span.getLiteral().getLiteralText();
    });
    return parts.includes(undefined) ? undefined : value.getHead().getLiteralText() + parts.join('');
  };
  return {
    file: call.file,
    site(path, what = 'value') {
      let key: AnyNode = root;
      let value: AnyNode = root;
      for (const step of path) {
        const from = literal(value);
        if (typeof step === 'number') {
          const item = Node.isArrayLiteralExpression(from) ? from.getElements()[step] : undefined;
          if (item === undefined) return siteOf(key);
          key = value = item;
        } else {
          const found = property(from, step);
          if (found === undefined) return siteOf(key);
          ({ key, value } = found);
        }
      }
      return siteOf(what === 'key' ? key : value);
    },
  };
}
