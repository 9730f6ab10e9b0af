/** From the type of a parameter, as TypeScript spells it, to the Puppet type that it stands for. */
import { Node, type SourceFile, type TypeNode } from 'ts-morph';
import { type Finding, finding } from '../findings/finding.js';
import { ownType } from '../model/namespace.js';
import { suggest } from '../findings/suggest.js';
import { puppetTypes } from '../model/vocabulary.js';
import { printString } from '../puppet/types/index.js';
import type { Declaration, Declarations } from './declarations.js';
import { loadDiagnostics as row } from './diagnostics.js';
import { placeOf } from './syntax.js';

/** Words of the vocabulary that take parameters, beside those of `puppetTypes`. */
const generic = ['Between', 'Matching', 'NonEmpty', 'Blank', 'OwnType', 'PuppetType', 'Secret', 'Record'];

/** Deeper than this, a type refers to itself. */
const maximumDepth = 20;

/** Translates the types of one file's parameters; collects what has no translation. */
export class TypeTranslator {
  readonly findings: Finding[] = [];

  constructor(
    private readonly declarations: Declarations,
    private readonly label: (file: SourceFile) => string,
  ) {}

  /** Puppet type of a parameter; `Any` where there is none, with a finding. */
  translate(parameter: string, node: TypeNode, depth = 0): string {
    const next = (child: TypeNode): string => this.translate(parameter, child, depth + 1);
    if (depth > maximumDepth) return this.unknown(parameter, node);
    if (Node.isParenthesizedTypeNode(node)) return next(node.getTypeNode());
    if (Node.isTypeOperatorTypeNode(node)) return next(node.getTypeNode());
    if (Node.isArrayTypeNode(node)) return `Array[${next(node.getElementTypeNode())}]`;
    if (Node.isTupleTypeNode(node)) return `Tuple[${node.getElements().map(next).join(', ')}]`;
    if (Node.isUnionTypeNode(node)) return this.union(node.getTypeNodes(), next);
    if (Node.isLiteralTypeNode(node)) return this.literal(parameter, node);
    if (Node.isTypeLiteral(node)) return this.struct(parameter, node, depth);
    if (Node.isTypeReference(node)) return this.reference(parameter, node, depth);
    switch (node.getText()) {
      case 'string':
        return 'String[1]';
      case 'boolean':
        return 'Boolean';
      case 'number':
        this.findings.push(finding(row.plainNumber, this.siteOf(node), parameter));
        return 'Numeric';
      case 'undefined':
        return 'Undef';
      case 'unknown':
        return 'Any';
      default:
        return this.unknown(parameter, node);
    }
  }

  private siteOf(node: Node): { file: string; line: number; column: number } {
    return { file: this.label(node.getSourceFile()), ...placeOf(node) };
  }

  private unknown(parameter: string, node: Node, name?: string): string {
    const candidate = name === undefined ? undefined : suggest(name, [...Object.keys(puppetTypes), ...generic]);
    this.findings.push(finding(row.typeUnknown, this.siteOf(node), parameter, node.getText(), candidate));
    return 'Any';
  }

  private union(members: readonly TypeNode[], next: (child: TypeNode) => string): string {
    const isUndefined = (member: TypeNode): boolean => member.getText() === 'undefined' || member.getText() === 'null';
    const words = members.flatMap((member) => {
      const literal = Node.isLiteralTypeNode(member) ? member.getLiteral() : undefined;
      return Node.isStringLiteral(literal) ? [printString(literal.getLiteralValue())] : [];
    });
    const others = members
      .filter((member) => !isUndefined(member))
      .filter((member) => !(Node.isLiteralTypeNode(member) && Node.isStringLiteral(member.getLiteral())))
      .map(next);
    const bothBooleans = others.includes('Boolean[true]') && others.includes('Boolean[false]');
    const rest = bothBooleans ? ['Boolean', ...others.filter((type) => !type.startsWith('Boolean['))] : others;
    const branches = [...(words.length > 0 ? [`Enum[${words.join(', ')}]`] : []), ...rest];
    const type = branches.length === 1 ? (branches[0] ?? 'Any') : `Variant[${branches.join(', ')}]`;
    return members.some(isUndefined) ? `Optional[${type}]` : type;
  }

  private literal(parameter: string, node: TypeNode & { getLiteral(): Node }): string {
    const literal = node.getLiteral();
    if (Node.isStringLiteral(literal)) return `Enum[${printString(literal.getLiteralValue())}]`;
    if (Node.isNumericLiteral(literal)) return `Integer[${literal.getText()}, ${literal.getText()}]`;
    if (literal.getText() === 'true' || literal.getText() === 'false') return `Boolean[${literal.getText()}]`;
    if (literal.getText() === 'null') return 'Undef';
    return this.unknown(parameter, node);
  }

  private struct(parameter: string, node: Node, depth: number): string {
    const members = this.declarations.members(node);
    if (members === undefined) return this.unknown(parameter, node);
    const entries = members.map((member) => {
      const typeNode = member.getTypeNode();
      const type = typeNode ? this.translate(`${parameter}.${member.getName()}`, typeNode, depth + 1) : 'Any';
      const key = printString(member.getName());
      return `${member.hasQuestionToken() ? `Optional[${key}]` : key} => ${type}`;
    });
    return `Struct[{ ${entries.join(', ')} }]`;
  }

  private reference(
    parameter: string,
    node: TypeNode & { getTypeName(): Node; getTypeArguments(): TypeNode[] },
    depth: number,
  ): string {
    const name = node.getTypeName().getText();
    const shadow = this.declarations.findShadow(node.getSourceFile(), name);
    if (shadow) return this.declared(parameter, node, shadow, depth);
    const given = node.getTypeArguments();
    const next = (index: number): string => {
      const child = given[index];
      return child ? this.translate(parameter, child, depth + 1) : 'Any';
    };
    const text = (index: number): string => {
      const child = given[index];
      const literal = child && Node.isLiteralTypeNode(child) ? child.getLiteral() : undefined;
      return Node.isStringLiteral(literal) ? literal.getLiteralValue() : (child?.getText() ?? '');
    };
    const bound = (index: number): string => (text(index) === 'null' ? 'default' : text(index));
    switch (name) {
      case 'Array':
      case 'ReadonlyArray':
        return `Array[${next(0)}]`;
      case 'NonEmpty':
        return `Array[${next(0)}, 1]`;
      case 'Record':
        return `Hash[${next(0)}, ${next(1)}]`;
      case 'Readonly':
        return next(0);
      case 'Blank':
        return `Optional[Variant[Enum[''], ${next(0)}]]`;
      case 'Secret':
        return `Sensitive[${next(0)}]`;
      case 'Between':
        return `Integer[${bound(0)}, ${bound(1)}]`;
      case 'Matching':
        return `Pattern[/${text(0)}/]`;
      case 'OwnType':
        return `${ownType}::${text(0)}`;
      case 'PuppetType':
        return text(0);
      default: {
        const word = puppetTypes[name];
        if (word !== undefined) return word;
        const declaration = this.declarations.find(node.getSourceFile(), name);
        return declaration ? this.declared(parameter, node, declaration, depth) : this.unknown(parameter, node, name);
      }
    }
  }

  private declared(parameter: string, node: TypeNode, declaration: Declaration, depth: number): string {
    if (Node.isInterfaceDeclaration(declaration)) return this.struct(parameter, declaration, depth);
    const typeNode = declaration.getTypeNode();
    return typeNode ? this.translate(parameter, typeNode, depth + 1) : this.unknown(parameter, node);
  }
}
