/**
 * Puppet's data types as a tree. One grammar covers them all: a name and its parameters, so that aliases of any module
 * (`Stdlib::Port`) and built-in types (`Variant[Integer[1, 10], Enum['a']]`) are the same kind of node.
 */

/** `Name` or `Name[parameter, ...]`. */
export interface TypeNode {
  /** As written in Puppet: `String`, `Stdlib::Host`, `Struct`. */
  readonly name: string;
  readonly parameters: readonly TypeParameter[];
}

/** What stands between the brackets of a type. */
export type TypeParameter =
  | TypeNode
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'default' }
  | { readonly kind: 'undef' }
  | { readonly kind: 'regex'; readonly source: string }
  /** `[parameter, ...]` as one parameter: the arguments in `Callable[[String], Integer]`. */
  | { readonly kind: 'list'; readonly items: readonly TypeParameter[] }
  /** The members of a `Struct`. */
  | { readonly kind: 'members'; readonly members: readonly StructMember[] };

/** `'key' => Type`, `Optional['key'] => Type` or `NotUndef['key'] => Type`. */
export interface StructMember {
  readonly key: string;
  /** How presence is written, if it is not left to whether the type accepts undef. */
  readonly presence: 'implied' | 'optional' | 'required';
  readonly type: TypeNode;
}

/** Shorthand for a type without or with parameters. */
export function typeNode(name: string, ...parameters: TypeParameter[]): TypeNode {
  return { name, parameters };
}

/** Tells a nested type from the other parameters of a type. */
export function isTypeNode(parameter: TypeParameter): parameter is TypeNode {
  return 'name' in parameter;
}
