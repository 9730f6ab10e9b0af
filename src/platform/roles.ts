/** What a node can be, and what makes it so: classes in its classification, or the extension `pp_role` of its certificate. */
import type { RoleModel } from '../model/module.js';
import { own } from '../model/namespace.js';

const profile = (name: string): readonly string[] => [own, `${own}::profile::${name}`];

const table = [
  { name: 'agent', title: 'Any node', classes: [own], notes: 'infrastructure and everything else that has an agent' },
  { name: 'monolithic', title: 'Monolithic server', classes: profile('monolithic'), namedBy: `${own}::primary_server` },
  { name: 'primary', title: 'Primary server', classes: profile('primary'), namedBy: `${own}::primary_server` },
  {
    name: 'foreman',
    title: 'Foreman',
    classes: profile('foreman'),
    namedBy: `${own}::foreman_server`,
    notes: 'on the primary it comes by itself',
  },
  {
    name: 'openvoxview',
    title: 'OpenVoxView',
    classes: profile('openvoxview'),
    notes: 'on the primary it comes by itself where the platform has one',
  },
  {
    name: 'postgresql',
    title: 'PostgreSQL',
    classes: profile('postgresql'),
    namedBy: `${own}::postgresql`,
    ppRole: 'postgresql',
    notes: 'on the primary it comes by itself',
  },
  {
    name: 'compiler-balancer',
    title: 'Balancer of the compilers',
    classes: profile('lb::compiler'),
    namedBy: `${own}::loadbalancer`,
  },
  {
    name: 'openvoxdb-balancer',
    title: 'Balancer of the OpenVoxDB nodes',
    classes: profile('lb::openvoxdb'),
    namedBy: `${own}::db_loadbalancer`,
  },
  {
    name: 'compiler',
    title: 'Compiler',
    classes: [own],
    ppRole: 'compiler',
    notes: `without OpenVoxDB, list it in \`${own}::compilers\` as well`,
  },
  { name: 'openvoxdb', title: 'OpenVoxDB', classes: [own], ppRole: 'openvoxdb', namedBy: `${own}::openvoxdb` },
] as const satisfies readonly RoleModel[];

/** Name of a role. */
export type RoleName = (typeof table)[number]['name'];

export const roles: readonly (RoleModel & { readonly name: RoleName })[] = table;
