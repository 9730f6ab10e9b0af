/**
 * The words for types in the parameters of a definition. Each is a TypeScript type that `tsc` checks, and stands for one
 * Puppet type, given in the table at the end; from that come the JSON Schema and the documentation.
 *
 * Beside these, `string` means `String[1]`, `boolean` means `Boolean`, literals and their unions mean `Enum`, other unions
 * `Variant`, `T[]` means `Array[T]`, `Record<string, T>` means `Hash[String[1], T]`, an object type means `Struct`.
 */
declare const brand: unique symbol;
/**
 * A literal is assignable, yet the name survives in editors and error messages. A type with several names is assignable
 * to those that have a part of them: the names of a word begin with those of the wider words that take all its values.
 */
type Named<T, Names extends string> = T & { readonly [brand]?: { readonly [Name in Names]: true } };
type NamedText<Names extends string> = Named<string, 'Text' | Names>;
type NamedInteger<Names extends string> = Named<number, 'Integer' | Names>;

/** Host name or IP address. */
export type Host = NamedText<'Host'>;
/** Fully qualified domain name, or a name without a dot. */
export type Fqdn = NamedText<'Host' | 'Fqdn'>;
/** Address of version 4 or 6, without a length of prefix. */
export type IpAddress = NamedText<'Host' | 'IpAddress'>;
/** Path from the root, of Unix or of Windows. */
export type AbsolutePath = NamedText<'AbsolutePath'>;
/** Path from the root of a Unix system. */
export type UnixPath = NamedText<'AbsolutePath' | 'UnixPath'>;
/** Address that begins with `http://` or `https://`. */
export type HttpUrl = NamedText<'HttpUrl'>;
/** File mode in octal, `0640`. */
export type FileMode = NamedText<'FileMode'>;
/** Amount of memory as a JVM takes it: `512m`, `2g`. */
export type JvmMemory = NamedText<'JvmMemory'>;
/** Point in time as systemd takes it: `*-*-* 02:30:00`. See systemd.time(7). */
export type CalendarEvent = NamedText<'CalendarEvent'>;
/** String that matches a regular expression in Ruby's syntax; anchor it with `\A` and `\z`. */
export type Matching<Source extends string> = NamedText<`/${Source}/`>;
/** Any string, the empty one included. */
export type Text = Named<string, 'Text'>;
/** Whole number. */
export type Integer = Named<number, 'Integer'>;
/** Whole number from 0 up. */
export type Count = NamedInteger<'Count'>;
/** Whole number from 1 up. */
export type PositiveInteger = NamedInteger<'Count' | 'PositiveInteger'>;
/** TCP or UDP port. */
export type Port = NamedInteger<'Count' | 'Port'>;
/** Whole number within bounds; a bound of `null` is open. */
export type Between<Low extends number | null, High extends number | null> = NamedInteger<`${Low} to ${High}`>;
/** List with at least one item. */
export type NonEmpty<T> = Named<readonly T[], 'NonEmpty'>;
/** A value that may be left blank: absent, or the empty string that an empty value in Hiera often becomes. */
export type Blank<T> = T | '' | undefined;
/** A type of the module's own, made by `typeAlias`, whose values are `T`. */
export type OwnType<Name extends string, T> = Named<T, Name>;
/** Any Puppet type, spelled out, whose values are `T`. For what this vocabulary lacks. */
export type PuppetType<Text extends string, T> = Named<T, Text>;

export type { Data, Secret } from './value.js';

/** Puppet types of the words that take no parameters. */
export const puppetTypes: Readonly<Record<string, string>> = {
  Fqdn: 'Stdlib::Fqdn',
  Host: 'Stdlib::Host',
  Port: 'Stdlib::Port',
  AbsolutePath: 'Stdlib::Absolutepath',
  UnixPath: 'Stdlib::Unixpath',
  HttpUrl: 'Stdlib::HTTPUrl',
  IpAddress: 'Stdlib::IP::Address',
  FileMode: 'Stdlib::Filemode',
  Text: 'String',
  Integer: 'Integer',
  PositiveInteger: 'Integer[1]',
  Count: 'Integer[0]',
  JvmMemory: 'Pattern[/\\A[0-9]+[kKmMgG]\\z/]',
  CalendarEvent: 'String[1]',
  Data: 'Data',
};
