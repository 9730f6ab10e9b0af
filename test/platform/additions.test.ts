/** What may be added to a node of the platform compiles beside every profile, and changes nothing of it. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Catalog, Catalogs, realModules } from '../ruby/catalogs.js';
import { rubyEnvironment } from '../ruby/environment.js';
import { platformNodes } from './nodes.js';

const ruby = rubyEnvironment();
const why =
  realModules === undefined
    ? ' (not run: MODULEPATH_REAL names no real modules)'
    : ruby.available
      ? ''
      : ` (not run: ${ruby.missing})`;

/** Whether a module that the platform does not need is at hand. */
const present = (module: string): boolean =>
  (realModules ?? '').split(delimiter).some((folder) => existsSync(join(folder, module, 'manifests')));

interface Addition {
  readonly title: string;
  readonly classes: readonly string[];
  readonly data: Readonly<Record<string, unknown>>;
  /** What the catalog has because of it. */
  readonly brings: readonly string[];
  /** Modules that it needs and the platform does not. */
  readonly needs?: readonly string[];
  readonly only?: RegExp;
}

const additions: readonly Addition[] = [
  {
    title: 'plugins of the smart proxy',
    classes: ['discovery', 'remote_execution::script', 'ansible', 'shellhooks', 'hdm'].map(
      (name) => `foreman_proxy::plugin::${name}`,
    ),
    data: {
      'foreman_proxy::tftp': true,
      'foreman_proxy::tftp_servername': '192.0.2.10',
      'foreman_proxy::plugin::discovery::install_images': true,
      'foreman_proxy::plugin::hdm::hdm_url': 'https://hdm.example.com',
    },
    brings: ['Class[Foreman_proxy::Plugin::Hdm]', 'Foreman_proxy::Plugin::Module[discovery]', 'Class[Tftp]'],
  },
  {
    title: 'features of the smart proxy: DNS, DHCP, BMC',
    classes: ['foreman_proxy'],
    data: {
      'foreman_proxy::bmc': true,
      'foreman_proxy::dns': true,
      'foreman_proxy::dns_interface': 'eth0',
      'foreman_proxy::dhcp': true,
      'foreman_proxy::dhcp_interface': 'eth0',
      'foreman_proxy::dhcp_gateway': '192.0.2.1',
      'foreman_proxy::dhcp_range': '192.0.2.50 192.0.2.90',
    },
    brings: ['Class[Dhcp]', 'Class[Dns]'],
  },
  {
    title: 'plugins of Foreman',
    classes: [
      'foreman::cli',
      'foreman::plugin::remote_execution',
      'foreman::plugin::hdm',
      'foreman::plugin::discovery',
    ],
    data: {},
    brings: ['Foreman::Plugin[remote_execution]', 'Foreman::Plugin[hdm]'],
    only: /Foreman$/,
  },
  {
    title: 'the Hiera Data Manager',
    classes: ['hdm'],
    data: {},
    brings: ['Class[Hdm]', 'Docker::Run[hdm]'],
    needs: ['hdm', 'docker'],
  },
];

const network = { ip: '192.0.2.10', netmask: '255.255.255.0', network: '192.0.2.0' };
const networking = (certname: string) => ({
  ...network,
  primary: 'eth0',
  mac: '02:00:00:00:00:01',
  fqdn: certname,
  hostname: certname.split('.')[0],
  domain: 'example.com',
  interfaces: {
    eth0: { ...network, bindings: [{ address: network.ip, netmask: network.netmask, network: network.network }] },
  },
});

/** What the platform itself declares; what else comes after it, or is told of its changes, is the addition's business. */
const platformOf = (catalog: Catalog, data: Addition['data']): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    [...catalog]
      .filter(([, { file }]) => file?.includes('/openvox_platform/manifests/') === true)
      .map(([name, { title, parameters }]) => {
        // What the addition's data ask of a component's class, it gets.
        const asked = (key: string): boolean => Object.hasOwn(data, `${title.toLowerCase()}::${key}`);
        const rest = Object.entries(parameters).filter(([key]) => !relationships.includes(key) && !asked(key));
        return [name, Object.fromEntries(rest)];
      }),
  );
const relationships = ['before', 'require', 'notify', 'subscribe'];

describe.skipIf(why !== '')(`additions${why}`, () => {
  let catalogs: Catalogs;
  beforeAll(() => {
    catalogs = new Catalogs();
  });
  afterAll(() => catalogs.close());

  // Plain agents are not the platform's: what is on them is the site's own business.
  it.each(platformNodes.filter(({ name }) => !name.startsWith('agent')))(
    'compile on the node: $name',
    async ({ name, request }) => {
      const facts = { networking: networking(request.certname) };
      const plain = await catalogs.compile({ ...request, facts, cycles: true });
      const fitting = additions.filter(({ only, needs = [] }) => (only?.test(name) ?? true) && needs.every(present));
      for (const { title, classes, data, brings } of fitting) {
        const catalog = await catalogs.compile({
          ...request,
          facts,
          cycles: true,
          data: { ...request.data, ...data },
          classes: [...request.classes, ...classes],
        });
        expect({ title, brings: brings.filter((resource) => catalog.has(resource)) }).toEqual({ title, brings });
        expect({ title, platform: platformOf(catalog, data) }).toEqual({ title, platform: platformOf(plain, data) });
      }
    },
    600_000,
  );
});
