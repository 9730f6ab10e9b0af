/** Data types of the module. */
import { typeAlias } from '../model/definitions.js';
import { ownType } from '../model/namespace.js';
import type { Blank, OwnType } from '../model/vocabulary.js';

/** Names of hosts, of which some or all may be left blank. */
export type Hosts = OwnType<'Hosts', Blank<readonly Blank<string>[]>>;
/** Where Git finds a repository. */
export type GitUrl = OwnType<'Git_url', string>;
/** Names of report processors, of which some or all may be left blank. */
export type Reports = OwnType<'Reports', Blank<readonly Blank<string>[]>>;
/** A span of time as systemd takes it. */
export type Timespan = OwnType<'Timespan', string>;

/** Names of hosts; blank ones among them do not count. */
export const hostsType = typeAlias(
  'Hosts',
  "Optional[Variant[Enum[''], Array[Optional[Variant[Enum[''], Stdlib::Fqdn]]]]]",
  {
    allow: [null, '', [], ['a.example.com', ''], ['a.example.com', null]],
    reject: ['a.example.com', ['not a host'], { a: 1 }],
  },
);

/** Where Git finds a repository: a URL, `user@host:path`, or a path. */
export const gitUrlType = typeAlias('Git_url', 'Pattern[/\\A[^\\s-]\\S*\\z/]', {
  allow: ['https://git.example.com/control.git', 'git@git.example.com:control.git', '/srv/git/control.git'],
  reject: ['', ' https://git.example.com', '--upload-pack=x', 'a b'],
});

/** Name of a report processor. */
export const reportProcessorType = typeAlias('Report_processor', 'Pattern[/\\A[a-z][a-z0-9_]*\\z/]', {
  allow: ['puppetdb', 'store', 'http'],
  reject: ['', 'Puppetdb', 'puppetdb,foreman', 'a b'],
});

/** Names of report processors; blank ones among them do not count. */
export const reportsType = typeAlias(
  'Reports',
  `Optional[Variant[Enum[''], Array[Optional[Variant[Enum[''], ${ownType}::Report_processor]]]]]`,
  {
    allow: [null, '', [], ['puppetdb', ''], ['store', null]],
    reject: ['store', ['puppetdb,foreman'], { a: 1 }],
  },
);

/** A span of time as systemd takes it, see systemd.time(7). */
export const timespanType = typeAlias(
  'Timespan',
  'Pattern[/\\A\\d+((us|ms|s|sec|min|h|d|w)?( ?\\d+(us|ms|s|sec|min|h|d|w))*)?\\z/]',
  { allow: ['30', '30s', '5min', '1h 30min'], reject: ['', '5 minutes ago', 'daily', '-5min'] },
);
