/** Finds interfaces and type aliases by name: in a file, and through the imports that it states. */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import {
  type InterfaceDeclaration,
  Node,
  type Project,
  type PropertySignature,
  type SourceFile,
  type TypeAliasDeclaration,
} from 'ts-morph';

export type Declaration = InterfaceDeclaration | TypeAliasDeclaration;

/** Looks declarations up without a type checker; `visited` are the files that were read on the way. */
export class Declarations {
  readonly visited = new Set<string>();

  constructor(private readonly project: Project) {}

  /** The interface or type alias that `name` means in `file`. */
  find(file: SourceFile, name: string): Declaration | undefined {
    const here = file.getInterface(name) ?? file.getTypeAlias(name);
    if (here) return here;
    for (const declaration of file.getImportDeclarations()) {
      const specifier = declaration.getNamedImports().find((item) => (item.getAliasNode() ?? item.getNameNode()).getText() === name);
      if (!specifier) continue;
      const target = this.open(file, declaration.getModuleSpecifierValue());
      return target && this.find(target, specifier.getName());
    }
    return undefined;
  }

  /** Members of an interface (inherited ones first), a type literal, or an alias or intersection of such. */
  members(node: Node): PropertySignature[] | undefined {
    if (Node.isInterfaceDeclaration(node)) {
      const inherited = node.getExtends().map((base) => this.membersOf(base.getSourceFile(), base.getExpression().getText()));
      if (inherited.some((members) => members === undefined)) return undefined;
      return [...inherited.flatMap((members) => members ?? []), ...node.getProperties()];
    }
    if (Node.isTypeLiteral(node)) return node.getProperties();
    if (Node.isParenthesizedTypeNode(node)) return this.members(node.getTypeNode());
    if (Node.isTypeAliasDeclaration(node)) {
      const target = node.getTypeNode();
      return target && this.members(target);
    }
    if (Node.isIntersectionTypeNode(node)) {
      const parts = node.getTypeNodes().map((part) => this.members(part));
      return parts.some((part) => part === undefined) ? undefined : parts.flatMap((part) => part ?? []);
    }
    if (Node.isTypeReference(node)) return this.membersOf(node.getSourceFile(), node.getTypeName().getText());
    return undefined;
  }

  private membersOf(file: SourceFile, name: string): PropertySignature[] | undefined {
    const declaration = this.find(file, name);
    return declaration && this.members(declaration);
  }

  /** A file by the specifier of an import: relative ones only, with the extension of the source. */
  private open(from: SourceFile, specifier: string): SourceFile | undefined {
    if (!specifier.startsWith('.')) return undefined;
    const base = resolve(dirname(from.getFilePath()), specifier);
    const candidates = [base.replace(/\.([cm]?)js$/, '.$1ts'), `${base}.ts`, join(base, 'index.ts')];
    const path = candidates.find((candidate) => candidate.endsWith('.ts') && existsSync(candidate));
    if (path === undefined) return undefined;
    this.visited.add(path);
    return this.project.getSourceFile(path) ?? this.project.addSourceFileAtPath(path);
  }
}
