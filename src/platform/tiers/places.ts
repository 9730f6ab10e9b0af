/** Every node of every tier, as the tier's example describes the infrastructure, and what has to be on it. */
import type { NodeScenario, TierModel } from '../../model/module.js';
import { own } from '../../model/namespace.js';
import type { Data } from '../../model/value.js';
import { type RoleName, roles } from '../roles.js';
import { clusterSecrets, databasePassword, foremanSecrets, node, nodes } from '../scenarios.js';
import { extraLarge } from './extra-large.js';
import { large } from './large.js';
import { standard } from './standard.js';

/** Something that a node has or does not have. */
export type Part =
  | 'plain agent'
  | 'agent of the platform'
  | 'server'
  | 'certificate authority'
  | 'OpenVoxDB'
  | 'PostgreSQL'
  | 'member of a cluster'
  | 'Foreman'
  | 'smart proxy'
  | 'OpenVoxView'
  | 'balancer';

/** What everything that copies or uses a node's certificate waits for. */
export const certificates = `Class[${own}::certificates]`;

/** A node, and what it is in its infrastructure. */
export interface Place {
  /** "Compiler of Large". */
  readonly title: string;
  readonly certname: string;
  readonly parts: readonly Part[];
  readonly scenario: NodeScenario;
  /** A name of the infrastructure's data, by that of the main class's parameter. */
  readonly key: (name: string) => string | undefined;
  /** Certname of the node that has Foreman, if one has. */
  readonly foreman: string | undefined;
}

/** Who runs what: a node has these parts and no others. */
const onNodes: Readonly<Record<string, Partial<Readonly<Record<RoleName, readonly Part[]>>>>> = {
  standard: {
    agent: ['plain agent'],
    monolithic: [
      'agent of the platform',
      'server',
      'certificate authority',
      'OpenVoxDB',
      'PostgreSQL',
      'Foreman',
      'smart proxy',
    ],
  },
  large: {
    agent: ['plain agent'],
    'compiler-balancer': ['agent of the platform', 'balancer'],
    primary: ['agent of the platform', 'server', 'certificate authority', 'OpenVoxDB', 'smart proxy'],
    compiler: ['agent of the platform', 'server', 'OpenVoxDB'],
    postgresql: ['agent of the platform', 'PostgreSQL'],
    foreman: ['agent of the platform', 'Foreman'],
    openvoxview: ['agent of the platform', 'OpenVoxView'],
  },
  extra_large: {
    agent: ['plain agent'],
    'compiler-balancer': ['agent of the platform', 'balancer'],
    primary: ['agent of the platform', 'server', 'certificate authority', 'smart proxy'],
    compiler: ['agent of the platform', 'server'],
    'openvoxdb-balancer': ['agent of the platform', 'balancer'],
    openvoxdb: ['agent of the platform', 'OpenVoxDB'],
    postgresql: ['agent of the platform', 'member of a cluster'],
    foreman: ['agent of the platform', 'Foreman'],
    openvoxview: ['agent of the platform', 'OpenVoxView'],
  },
};

/** Names of nodes that the infrastructure's data do not name. */
const unnamed: Partial<Readonly<Record<RoleName, string>>> = {
  agent: nodes.agent,
  compiler: nodes.compiler,
};

const view = { [`${own}::foreman`]: false, [`${own}::openvoxview`]: true };

/** All places of the tiers' examples. */
export const places = (): readonly Place[] => [
  ...[standard, large, extraLarge].flatMap((tier) => {
    const names = new Set(tier.nodes.flatMap((item) => item.roles));
    return roles.filter(({ name }) => names.has(name)).map(({ name }) => place(tier, name));
  }),
  place(standard, 'monolithic', {
    title: 'Monolithic server with OpenVoxView',
    data: view,
    parts: ['agent of the platform', 'server', 'certificate authority', 'OpenVoxDB', 'PostgreSQL', 'OpenVoxView'],
  }),
  place(extraLarge, 'openvoxdb', {
    title: 'Another OpenVoxDB',
    certname: nodes.secondOpenvoxdb,
  }),
  place(extraLarge, 'postgresql', {
    title: 'Another member of the cluster',
    certname: 'postgresql3.example.com',
  }),
  place(extraLarge, 'compiler-balancer', {
    title: 'Balancer of both pools',
    data: { [`${own}::db_loadbalancer`]: nodes.balancer },
    classes: [`${own}::profile::lb::openvoxdb`],
  }),
];

interface Variant {
  readonly title?: string;
  readonly certname?: string;
  readonly data?: Readonly<Record<string, Data>>;
  readonly parts?: readonly Part[];
  /** In addition to those of the role. */
  readonly classes?: readonly string[];
}

function place(tier: TierModel, name: RoleName, variant: Variant = {}): Place {
  const role = roles.find((item) => item.name === name);
  const parts = variant.parts ?? onNodes[tier.name]?.[name];
  if (role === undefined || parts === undefined) throw new Error(`nothing says what ${name} is in ${tier.title}`);
  const data: Readonly<Record<string, Data>> = {
    ...tier.data,
    ...databasePassword,
    ...clusterSecrets,
    ...foremanSecrets,
    ...(name === 'openvoxview' ? view : {}),
    ...variant.data,
  };
  const named = role.namedBy ?? (name === 'openvoxview' ? `${own}::foreman_server` : '');
  const text = (key: string): string | undefined => {
    const value = data[key];
    return typeof value === 'string' ? value : undefined;
  };
  const key = (parameter: string): string | undefined => text(`${own}::${parameter}`);
  const certname = variant.certname ?? unnamed[name] ?? text(named);
  if (certname === undefined) throw new Error(`nothing says what the node with ${name} in ${tier.title} is called`);
  return {
    title: `${variant.title ?? role.title} of ${tier.title}`,
    certname,
    parts,
    key,
    foreman: data[`${own}::foreman`] === false ? undefined : (key('foreman_server') ?? key('primary_server')),
    scenario: node(
      certname,
      {},
      {
        data,
        classes: [...role.classes, ...(variant.classes ?? [])]
          .filter((item) => item !== own)
          .map((item) => item.slice(own.length + 2)),
        ...('ppRole' in role ? { role: role.ppRole } : {}),
      },
    ),
  };
}
