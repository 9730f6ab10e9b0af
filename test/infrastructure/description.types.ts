/** What `tsc` knows of infrastructures: compiled, never run. */
import { defineInfrastructure } from '../../src/infrastructure/description/define.js';

const nodes = {
  'a.example.com': { os: 'AlmaLinux 9' },
  'b.example.com': {},
  'c.example.com': { memory: '16 GiB' },
  'd.example.com': { cpus: 4 },
} as const;

defineInfrastructure({ tier: 'standard', primary_server: 'a.example.com', nodes });
defineInfrastructure({ tier: 'standard', primary_server: 'a.example.com', openvoxdb: 'b.example.com', nodes });
defineInfrastructure({
  tier: 'large',
  primary_server: 'a.example.com',
  loadbalancer: 'b.example.com',
  compilers: ['c.example.com'],
  nodes,
});
defineInfrastructure({
  tier: 'extra_large',
  primary_server: 'a.example.com',
  loadbalancer: { external: 'vip.example.com' },
  compilers: ['b.example.com'],
  db_loadbalancer: 'c.example.com',
  openvoxdb: 'd.example.com',
  postgresql: { external: 'pg.example.com' },
  nodes,
});

// @ts-expect-error: there is no such node
defineInfrastructure({ tier: 'standard', primary_server: 'x.example.com', nodes });
// @ts-expect-error: the tier has no compilers
defineInfrastructure({ tier: 'standard', primary_server: 'a.example.com', compilers: ['b.example.com'], nodes });
// @ts-expect-error: compilers have a balancer
defineInfrastructure({ tier: 'large', primary_server: 'a.example.com', compilers: ['b.example.com'], nodes });
defineInfrastructure({
  tier: 'large',
  primary_server: 'a.example.com',
  loadbalancer: 'b.example.com',
  // @ts-expect-error: at least one compiler
  compilers: [],
  nodes,
});
// @ts-expect-error: it needs OpenVoxDB nodes, their balancer, and a PostgreSQL
defineInfrastructure({
  tier: 'extra_large',
  primary_server: 'a.example.com',
  loadbalancer: 'b.example.com',
  compilers: ['c.example.com'],
  nodes,
});
defineInfrastructure({
  tier: 'standard',
  primary_server: 'e.example.com',
  // @ts-expect-error: not a system that the platform supports
  nodes: { 'e.example.com': { os: 'AlmaLinux 7' } },
});
// @ts-expect-error: misspelt
defineInfrastructure({ tier: 'standard', primary_sever: 'a.example.com', nodes });
