/** Finds entries of object literals in the arguments of a call, in source text, by ts-morph. */
import { type CallExpression, Node, Project, type SourceFile, SyntaxKind } from 'ts-morph';
import type { Place } from '../model/reflection.js';
import { literalOf, placeOf, propertyOf } from './syntax.js';

/** Options of builders that hold attributes in their turn, as `collect(type, query, { override: { ... } })` does. */
const nested = ['override'];

/** Reads each file once. */
export class EntryFinder {
  private readonly project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });

  /**
   * @param call where the call stands, as a stack has it
   * @returns undefined if there is no such call, or no such entry written out in it
   */
  find(path: string, text: string, call: Place, entry: string): Place | undefined {
    const file = this.project.getSourceFile(path) ?? this.project.createSourceFile(path, text);
    const objects = (callAt(file, call)?.getArguments() ?? []).map(literalOf);
    for (const object of [...objects, ...objects.flatMap((item) => nested.map((name) => valueOf(item, name)))]) {
      const found = propertyOf(object, entry);
      if (found) return placeOf(found);
    }
    return undefined;
  }
}

/** The innermost call whose callee is at a place. */
function callAt(file: SourceFile, { line, column }: Place): CallExpression | undefined {
  const offset = file.compilerNode.getPositionOfLineAndCharacter(line - 1, column - 1);
  const node = file.getDescendantAtPos(offset);
  return Node.isCallExpression(node) ? node : node?.getFirstAncestorByKind(SyntaxKind.CallExpression);
}

function valueOf(object: Node | undefined, name: string): Node | undefined {
  const found = propertyOf(object, name);
  return Node.isPropertyAssignment(found) ? literalOf(found.getInitializer()) : undefined;
}
