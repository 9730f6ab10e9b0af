/** Functions of the module that deal with values left blank. */
import { downcase, unique } from '../model/builtins.js';
import { puppetFunction } from '../model/definitions.js';
import { assume, choose, filter, isA, map, not, undef } from '../model/expressions.js';
import { value } from '../model/statements.js';
import type { Blank, Fqdn } from '../model/vocabulary.js';
import type { Hosts } from './types.js';

interface BlankParams {
  /** What to look at. */
  value: unknown;
}

/**
 * Whether a value was left blank: undef, the empty string, or an empty list.
 *
 * @returns true if it was
 */
export const blank = puppetFunction<BlankParams, boolean>('blank', {
  private: true,
  body: ({ params }) => [value(isA(params.value, "Variant[Undef, Enum[''], Array[Any, 0, 0]]"))],
  cases: [
    { arguments: [null], result: { value: true } },
    { arguments: [''], result: { value: true } },
    { arguments: [[]], result: { value: true } },
    { arguments: [false], result: { value: false } },
    { arguments: ['a'], result: { value: false } },
  ],
});

/**
 * A value, or undef if it was left blank.
 *
 * @returns the value
 */
export const filled = puppetFunction<BlankParams, unknown>('filled', {
  private: true,
  body: ({ params }) => [value(choose(blank({ value: params.value }), undef, params.value))],
  cases: [
    { arguments: [''], result: { value: null } },
    { arguments: [['a']], result: { value: ['a'] } },
  ],
});

interface EnabledParams {
  /** A switch, or blank. */
  value: Blank<boolean>;
  /** What a blank switch stands for. */
  default: boolean;
}

/**
 * Whether something is switched on.
 *
 * @returns the switch, or its default
 */
export const enabled = puppetFunction<EnabledParams, boolean>('enabled', {
  private: true,
  body: ({ params }) => [value(choose(blank({ value: params.value }), params.default, params.value))],
  cases: [
    { arguments: ['', true], result: { value: true } },
    { arguments: [null, false], result: { value: false } },
    { arguments: [false, true], result: { value: false } },
  ],
});

interface HostParams {
  /** Name of a host, or blank. */
  value: Blank<Fqdn>;
  /** What a blank name stands for. */
  default?: string;
}

/**
 * Name of a host as certificates have it: in lower case.
 *
 * @returns the name; undef if it is blank and stands for nothing
 */
export const host = puppetFunction<HostParams, string | undefined>('host', {
  private: true,
  body: ({ params }) => [
    value(
      choose(
        blank({ value: params.value }),
        params.default,
        downcase(assume<string>(params.value, 'blank values are handled above')),
      ),
    ),
  ],
  cases: [
    { arguments: [''], result: { value: null } },
    { arguments: ['', 'a.example.com'], result: { value: 'a.example.com' } },
    { arguments: ['B.Example.COM', 'a.example.com'], result: { value: 'b.example.com' } },
    { arguments: ['not a host'], result: { fails: 'Stdlib::Fqdn' } },
  ],
});

interface HostsParams {
  /** Names of hosts. */
  values: Hosts;
}

/**
 * Names of hosts in lower case, without those that were left blank and without repetitions.
 *
 * @returns the names
 */
export const hosts = puppetFunction<HostsParams, string[]>('hosts', {
  private: true,
  body: ({ params }) => {
    const list = assume<Blank<string>[]>(params.values, 'a blank list is handled before');
    const named = filter(list, 'value', (item) => not(blank({ value: item })));
    return [
      value(
        choose<string[]>(
          blank({ value: params.values }),
          [],
          unique(map(assume<string[]>(named, 'blank names are left out'), 'value', (item) => downcase(item))),
        ),
      ),
    ];
  },
  cases: [
    { arguments: [''], result: { value: [] } },
    { arguments: [['A.example.com', '', null, 'a.example.com']], result: { value: ['a.example.com'] } },
  ],
});
