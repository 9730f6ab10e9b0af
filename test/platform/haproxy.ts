/** The configuration of HAProxy on a balancer. */
import { execaSync } from 'execa';
import { type Catalog, type CatalogResource, realModules } from '../ruby/catalogs.js';

export const configurationFile = '/etc/haproxy/haproxy.cfg';

/** HAProxy of this machine; undefined where there is none. */
export const haproxyVersion: string | undefined = (() => {
  const { failed, stdout } = execaSync('haproxy', ['-v'], { reject: false });
  return failed ? undefined : /\d[\d.]+/.exec(stdout)?.[0];
})();

export const ofType = (catalog: Catalog, type: string): readonly CatalogResource[] =>
  [...catalog.values()].filter((resource) => resource.type === type && !resource.exported);

/** What the component renders, put together as concat does. */
export function rendered(catalog: Catalog): string {
  const fragments = ofType(catalog, 'Concat_fragment').filter(
    ({ parameters }) => parameters.target === configurationFile,
  );
  const key = ({ title, parameters }: CatalogResource): string => `${String(parameters.order)}___${title}`;
  return fragments
    .toSorted((one, other) => (key(one) < key(other) ? -1 : 1))
    .map(({ parameters }) => String(parameters.content))
    .join('');
}

type Settings = Readonly<Record<string, string | number | readonly string[]>>;

const section = (settings: Settings): readonly string[] =>
  Object.keys(settings)
    .toSorted()
    .flatMap((name) => [settings[name] ?? ''].flat().map((value) => `  ${name} ${value}`));

/**
 * What the component is told, laid out as it would: for machines without the real component. A test that has it holds
 * the two together.
 */
export function laidOut(catalog: Catalog): string {
  const component = catalog.get('Class[Haproxy]')?.parameters ?? {};
  const members = ofType(catalog, 'Haproxy::Balancermember').map(({ parameters }) => parameters);
  const pools = ofType(catalog, 'Haproxy::Listen').flatMap(({ title, parameters }) => [
    `listen ${title}`,
    ...Object.keys(parameters.bind as object).map((address) => `  bind ${address}`),
    `  mode ${String(parameters.mode)}`,
    ...(parameters.options as readonly Readonly<Record<string, string>>[]).flatMap((option) => section(option)),
    ...members
      .filter(({ listening_service: pool }) => pool === title)
      .map(({ server_names: name, ipaddresses: address, ports }) => [name, address, ports].map(String))
      .toSorted()
      .map(([name, address, port]) => `  server ${name} ${address}:${port} verifyhost ${name}`),
  ]);
  const resolvers = ofType(catalog, 'Haproxy::Resolver').flatMap(({ title, parameters }) => [
    `resolvers ${title}`,
    ...Object.entries(parameters.nameservers as Settings).map(
      ([id, address]) => `  nameserver ${id} ${String(address)}`,
    ),
    ...Object.entries(parameters.hold as Settings).map(([status, period]) => `  hold ${status} ${String(period)}`),
  ]);
  const lines = [
    'global',
    ...section(component.global_options as Settings),
    'defaults',
    ...section(component.defaults_options as Settings),
    ...pools,
    ...resolvers,
    '',
  ];
  return lines.join('\n');
}

/** The rendered file where the real component is at hand, else the same as laid out here. */
export const configuration = (catalog: Catalog): string =>
  realModules === undefined ? laidOut(catalog) : rendered(catalog);

/** Without what has no meaning for HAProxy. */
export const directives = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim().replace(/\s+/g, ' '))
    .filter((line) => line !== '');
