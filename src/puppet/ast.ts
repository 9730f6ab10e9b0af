/**
 * The Puppet language as a tree: what definitions are turned into and what the printer prints.
 *
 * Every node is plain data. Names are the final ones (the module's own namespace is already applied).
 * Nodes that a person's definition gave rise to carry their call site under {@link siteOf}.
 *
 * The shapes follow the language reference, https://docs.openvoxproject.org (Language: expressions, statements).
 */
import type { TypeNode } from './type-node.js';

/** Any expression: something that has a value. */
export type Expression =
  | Literal
  | Regex
  | ArrayLiteral
  | HashLiteral
  | Variable
  | Interpolation
  | Heredoc
  | Access
  | Call
  | Binary
  | Unary
  | Selector
  | Conditional
  | CaseExpression
  | TypeExpression
  | Reference
  | Raw;

/** String, number (integer or float), Boolean, `undef` (as `null`). A string never interpolates. */
export interface Literal {
  readonly kind: 'literal';
  readonly value: string | number | boolean | null;
}

/** `/source/`: the source is in Ruby's syntax, without the delimiters. */
export interface Regex {
  readonly kind: 'regex';
  readonly source: string;
}

export interface ArrayLiteral {
  readonly kind: 'array';
  readonly items: readonly Expression[];
}

export interface HashLiteral {
  readonly kind: 'hash';
  readonly entries: readonly (readonly [key: Expression, value: Expression])[];
}

/** `$name`; the name has no dollar and may be qualified (`facts`, `openvox_platform::primary_server`). */
export interface Variable {
  readonly kind: 'variable';
  readonly name: string;
}

/** A double-quoted string: literal text and expressions in turn. */
export interface Interpolation {
  readonly kind: 'interpolation';
  readonly parts: readonly (string | Expression)[];
}

/** Text of several lines; `parts` as in {@link Interpolation}. Ends with a newline unless `chomp`. */
export interface Heredoc {
  readonly kind: 'heredoc';
  readonly parts: readonly (string | Expression)[];
  /** Text after the last line break is kept without one (`|-`). */
  readonly chomp: boolean;
  /** Syntax of the text for editors and checks, such as `json` or `bash`. */
  readonly syntax?: string;
}

/** `target[key, ...]`. */
export interface Access {
  readonly kind: 'access';
  readonly target: Expression;
  readonly keys: readonly Expression[];
}

/** A function call. With `form: 'method'` the first argument is written before the dot. */
export interface Call {
  readonly kind: 'call';
  readonly name: string;
  readonly arguments: readonly Expression[];
  readonly form: 'prefix' | 'method';
  readonly lambda?: Lambda;
}

export interface Lambda {
  readonly parameters: readonly Parameter[];
  readonly body: readonly Statement[];
}

export type BinaryOperator =
  '+' | '-' | '*' | '/' | '%' | '<<' | '>>' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '=~' | '!~' | 'in' | 'and' | 'or';

export interface Binary {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

/** `!x`, `-x` or the splat `*x`. */
export interface Unary {
  readonly kind: 'unary';
  readonly operator: '!' | '-' | '*';
  readonly operand: Expression;
}

/** `subject ? { match => value, ... }`; a match of `null` stands for `default`. */
export interface Selector {
  readonly kind: 'selector';
  readonly subject: Expression;
  readonly options: readonly { readonly match: Expression | null; readonly value: Expression }[];
}

/** `if ... elsif ... else`; also a statement. */
export interface Conditional {
  readonly kind: 'if';
  readonly branches: readonly { readonly condition: Expression; readonly body: readonly Statement[] }[];
  readonly otherwise?: readonly Statement[];
}

/** `case`; also a statement. An empty list of matches stands for `default`. */
export interface CaseExpression {
  readonly kind: 'case';
  readonly subject: Expression;
  readonly options: readonly { readonly matches: readonly Expression[]; readonly body: readonly Statement[] }[];
}

/** A data type used as a value, `$x =~ Array[String]`. */
export interface TypeExpression {
  readonly kind: 'type';
  readonly type: TypeNode;
}

/** `Type['title', ...]`: one or several declared resources. `type` is written as declared, `puppet::server`. */
export interface Reference {
  readonly kind: 'reference';
  /** Lower-case name of the resource type, or `class`. */
  readonly type: string;
  readonly titles: readonly Expression[];
}

/** Puppet code as it stands; the escape hatch. */
export interface Raw {
  readonly kind: 'raw';
  readonly code: string;
}

/** Anything that may stand in a body. An expression as the last statement is the value of a function or lambda. */
export type Statement =
  | ResourceDeclaration
  | Inclusion
  | Assignment
  | Conditional
  | Unless
  | CaseExpression
  | Chain
  | Collector
  | ResourceOverride
  | ResourceDefault
  | Comment
  | Expression;

/** `type { title: attribute => value }`; type `class` declares a class like a resource. */
export interface ResourceDeclaration {
  readonly kind: 'resource';
  readonly type: string;
  readonly form: 'normal' | 'virtual' | 'exported';
  readonly bodies: readonly ResourceBody[];
}

export interface ResourceBody {
  readonly title: Expression;
  readonly attributes: readonly Attribute[];
  /** `* => hash`. */
  readonly splat?: Expression;
}

export interface Attribute {
  readonly name: string;
  /** `+>` appends; only in overrides and collectors. */
  readonly operator?: '=>' | '+>';
  readonly value: Expression;
}

/** `include a, b`, `contain a`, `require a`. */
export interface Inclusion {
  readonly kind: 'include' | 'contain' | 'require';
  /** Class names; an expression for a computed one. */
  readonly classes: readonly (string | Expression)[];
}

/** `$name = value`. */
export interface Assignment {
  readonly kind: 'assign';
  readonly name: string;
  readonly value: Expression;
}

export interface Unless {
  readonly kind: 'unless';
  readonly condition: Expression;
  readonly body: readonly Statement[];
  readonly otherwise?: readonly Statement[];
}

export type Arrow = '->' | '~>';

/** `a -> b ~> c`: `arrows[i]` stands between `operands[i]` and `operands[i + 1]`. */
export interface Chain {
  readonly kind: 'chain';
  readonly operands: readonly (Expression | Collector)[];
  readonly arrows: readonly Arrow[];
}

/** `Type <| query |>` or, exported, `Type <<| query |>>`, with an optional block of overrides. */
export interface Collector {
  readonly kind: 'collector';
  readonly type: string;
  readonly exported: boolean;
  readonly query?: Query;
  readonly attributes: readonly Attribute[];
}

export type Query =
  | { readonly kind: 'compare'; readonly attribute: string; readonly operator: '==' | '!='; readonly value: Expression }
  | { readonly kind: 'and' | 'or'; readonly left: Query; readonly right: Query };

/** `Type['title'] { attribute => value }`. */
export interface ResourceOverride {
  readonly kind: 'override';
  readonly reference: Reference;
  readonly attributes: readonly Attribute[];
}

/** `Type { attribute => value }`. */
export interface ResourceDefault {
  readonly kind: 'default';
  readonly type: string;
  readonly attributes: readonly Attribute[];
}

/** A comment on lines of its own, before the statement that follows. */
export interface Comment {
  readonly kind: 'comment';
  readonly text: string;
}

/** A parameter of a class, defined type, function or lambda. */
export interface Parameter {
  readonly name: string;
  readonly type?: TypeNode;
  readonly default?: Expression;
  /** `*$rest`: takes all further arguments. Functions and lambdas only; must be the last. */
  readonly captures?: boolean;
}

/** Documentation in the form that puppet-strings reads. Texts are Markdown. */
export interface Documentation {
  /** One line, `@summary`. */
  readonly summary: string;
  /** Further paragraphs. */
  readonly description?: string;
  /** By parameter name; each parameter of the definition has one. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly examples?: readonly { readonly title: string; readonly code: string }[];
  /** `private`: not part of the interface. */
  readonly api: 'public' | 'private';
  /** Functions: what comes back. */
  readonly returns?: string;
}

/** What one manifest file defines. */
export type Definition =
  | {
      readonly kind: 'class' | 'define';
      readonly name: string;
      readonly parameters: readonly Parameter[];
      readonly body: readonly Statement[];
      readonly documentation: Documentation;
    }
  | {
      readonly kind: 'function';
      readonly name: string;
      readonly parameters: readonly Parameter[];
      readonly returns: TypeNode;
      readonly body: readonly Statement[];
      readonly documentation: Documentation;
    }
  | { readonly kind: 'alias'; readonly name: string; readonly type: TypeNode; readonly documentation: Documentation };
