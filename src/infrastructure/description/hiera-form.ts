/**
 * An infrastructure that is given as Hiera data alone, in the form that the platform's documentation shows: keys of the main
 * class, blanks included. It says nothing of hardware, and names only the nodes that the keys name.
 */
import { type Finding, finding } from '../../findings/finding.js';
import { suggest } from '../../findings/suggest.js';
import type { Data } from '../../model/value.js';
import { identity } from '../../platform/identity.js';
import { platform } from '../../platform/platform.js';
import type { Filled } from '../source/blanks.js';
import { readDiagnostics as row } from './diagnostics.js';

type Path = readonly (string | number)[];

export interface HieraForm {
  /** Data in the form of a description; to be judged by its schema. */
  readonly data: Readonly<Record<string, Data>>;
  /** The keys of the main class, without its name, as they are given. */
  readonly given: Readonly<Record<string, Data>>;
  /** From a path in these data to the path in the file. */
  readonly translate: (path: Path) => Path;
  readonly findings: readonly Finding[];
}

const parameters = Object.keys(platform.given.defaults ?? {});

/** Whether a mapping is Hiera data and not a description. */
export function isHieraForm({ entries }: Filled): boolean {
  return (
    entries !== undefined &&
    !entries.has('tier') &&
    !entries.has('nodes') &&
    [...entries.keys()].some((key) => key.includes('::'))
  );
}

/** Turns the keys of the main class into a description; all others are Hiera data of all nodes. */
export function fromHieraForm(root: Filled, all: readonly string[]): HieraForm {
  const entries = root.entries ?? new Map<string, Filled>();
  const module = moduleOf(all);
  const given = new Map(
    [...entries].flatMap(([key, item]) => (isOwn(key, module) ? [[key.slice(module.length + 2), item] as const] : [])),
  );
  const findings: Finding[] = [];
  const known = new Map([...given].filter(([name]) => parameters.includes(name)));
  for (const [name, { origin }] of given) {
    if (!known.has(name) && !name.includes('::')) {
      findings.push(
        finding(
          row.unknownKey,
          origin.keySite,
          `${module}::${name}`,
          `class ${module}`,
          suggest(name, parameters),
          parameters,
        ),
      );
    }
  }
  const hosts = new Map<string, Path>();
  const note = (value: unknown, path: Path): void => {
    if (typeof value === 'string' && !hosts.has(value.toLowerCase())) hosts.set(value.toLowerCase(), path);
  };
  const full = (name: string): string => `${module}::${name}`;
  for (const name of [
    'primary_server',
    'foreman_server',
    'openvoxview_server',
    'openvoxdb',
    'postgresql',
    'loadbalancer',
    'db_loadbalancer',
  ]) {
    note(known.get(name)?.value, [full(name)]);
  }
  for (const name of ['compilers', 'patroni_members', 'etcd_members']) {
    known.get(name)?.items?.forEach((item, index) => note(item.value, [full(name), index]));
  }
  const value = (name: string): Data | undefined => known.get(name)?.value;
  if (value('primary_server') === undefined)
    findings.push(
      finding(
        row.noPrimary,
        root.origin.entries?.get(full('primary_server'))?.keySite ?? root.origin.site,
        full('primary_server'),
      ),
    );
  const tier =
    value('db_loadbalancer') !== undefined
      ? 'extra_large'
      : ['compilers', 'loadbalancer', 'agent_server'].some((name) => value(name) !== undefined)
        ? 'large'
        : 'standard';
  const cluster = value('patroni_members');
  const inside = ['patroni_members', 'patroni_async_members', 'etcd_members', 'postgresql', 'postgresql_ca'];
  const hiera = [...entries].filter(([key]) => !isOwn(key, module) || key.slice(module.length + 2).includes('::'));
  const data: Record<string, Data> = {
    ...Object.fromEntries(
      [...known].filter(([name]) => !inside.includes(name)).map(([name, item]) => [name, item.value]),
    ),
    tier,
    ...(module === identity.name ? {} : { module: { name: module } }),
    ...postgresqlOf(value, cluster),
    nodes: Object.fromEntries([...hosts.keys()].map((name) => [name, {}])),
    ...(hiera.length > 0 ? { hiera: Object.fromEntries(hiera.map(([key, item]) => [key, item.value])) } : {}),
  };
  const translate = (path: Path): Path => {
    const [first, second, ...rest] = path;
    if (first === 'nodes' && typeof second === 'string') return hosts.get(second.toLowerCase()) ?? [];
    if (first === 'hiera') return path.slice(1);
    if (first === 'tier') return [];
    if (first === 'postgresql' && typeof second === 'string') {
      return [
        full(second === 'address' || second === 'external' ? 'postgresql' : second === 'ca' ? 'postgresql_ca' : second),
        ...rest,
      ];
    }
    return typeof first === 'string' ? [full(first), ...path.slice(1)] : path;
  };
  return { data, given: Object.fromEntries([...known].map(([name, item]) => [name, item.value])), translate, findings };
}

function postgresqlOf(value: (name: string) => Data | undefined, cluster: Data | undefined): Record<string, Data> {
  const address = value('postgresql');
  const pick = (name: string): Record<string, Data> => {
    const found = value(name);
    return found === undefined ? {} : { [name]: found };
  };
  if (cluster !== undefined) {
    return {
      postgresql: {
        patroni_members: cluster,
        ...pick('patroni_async_members'),
        ...pick('etcd_members'),
        ...(address === undefined ? {} : { address }),
      },
    };
  }
  const ca = value('postgresql_ca');
  if (address === undefined) return {};
  return { postgresql: ca === undefined ? address : { external: address, ca } };
}

/** The module whose key names the primary; the shipped one where none does. */
function moduleOf(keys: readonly string[]): string {
  const [, name] = keys.map((key) => /^([a-z]\w*)::primary_server$/.exec(key)).find((found) => found !== null) ?? [];
  return name ?? identity.name;
}

const isOwn = (key: string, module: string): boolean => key.startsWith(`${module}::`);
