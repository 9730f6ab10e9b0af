/** Finds interfaces and type aliases by name: in a file, and through the imports that it states. */
import {
  type ExportSpecifier,
  type ImportSpecifier,
  type InterfaceDeclaration,
  Node,
  type Project,
  type PropertySignature,
  type SourceFile,
  ts,
  type TypeAliasDeclaration,
} from 'ts-morph';

/** As Node and `tsc` find modules, with a bundler's tolerance for extensions that are left out. */
const resolution = { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler };

/** Where the words of the vocabulary are declared: there, or where it has them from. */
const vocabulary = /\/src\/model\/(vocabulary|value)\.ts$/;

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
      const specifier = declaration.getNamedImports().find((item) => visibleName(item) === name);
      if (!specifier) continue;
      const target = this.open(file, declaration.getModuleSpecifierValue());
      return target && this.findExported(target, specifier.getName(), new Set());
    }
    return undefined;
  }

  /** The person's own declaration of a name that the vocabulary has as well. */
  findShadow(file: SourceFile, name: string): Declaration | undefined {
    const isImported = file
      .getImportDeclarations()
      .filter((declaration) => !declaration.isModuleSpecifierRelative())
      .some((declaration) => declaration.getNamedImports().some((item) => visibleName(item) === name));
    const found = isImported ? undefined : this.find(file, name);
    return found !== undefined && vocabulary.test(found.getSourceFile().getFilePath()) ? undefined : found;
  }

  /** What a file exports under a name: its own, or another file's that it passes on. */
  private findExported(file: SourceFile, name: string, seen: Set<string>): Declaration | undefined {
    const key = `${file.getFilePath()}#${name}`;
    if (seen.has(key)) return undefined;
    seen.add(key);
    const own = this.find(file, name);
    if (own) return own;
    for (const declaration of file.getExportDeclarations()) {
      const named = declaration.getNamedExports().find((item) => visibleName(item) === name);
      if (!named && declaration.hasNamedExports()) continue;
      const specifier = declaration.getModuleSpecifierValue();
      if (specifier === undefined) return named && this.find(file, named.getName());
      const target = this.open(file, specifier);
      const found = target && this.findExported(target, named?.getName() ?? name, seen);
      if (found) return found;
    }
    return undefined;
  }

  /** Members of an interface (inherited ones first), a type literal, or an alias or intersection of such. */
  members(node: Node): PropertySignature[] | undefined {
    if (Node.isInterfaceDeclaration(node)) {
      const inherited = node
        .getExtends()
        .map((base) => this.membersOf(base.getSourceFile(), base.getExpression().getText()));
      if (inherited.some((members) => members === undefined)) return undefined;
      const own = node.getProperties();
      const overridden = new Set(own.map((member) => member.getName()));
      return [
        ...inherited.flatMap((members) => members ?? []).filter((member) => !overridden.has(member.getName())),
        ...own,
      ];
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

  /** The file that an import means, in a package its declarations. */
  private open(from: SourceFile, specifier: string): SourceFile | undefined {
    const resolved = ts.resolveModuleName(specifier, from.getFilePath(), resolution, ts.sys);
    const path = resolved.resolvedModule?.resolvedFileName;
    if (path === undefined || !/\.[cm]?ts$/.test(path)) return undefined;
    this.visited.add(path);
    return this.project.getSourceFile(path) ?? this.project.addSourceFileAtPath(path);
  }
}

/** The name by which a file knows what it imports, or others know what it exports. */
function visibleName(specifier: ImportSpecifier | ExportSpecifier): string {
  return (specifier.getAliasNode() ?? specifier.getNameNode()).getText();
}
