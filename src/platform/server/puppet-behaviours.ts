/** What class puppet is told, for agents and servers of the platform. */
import { contains, failsWith, lacks, matching, realBehaviour } from '../../model/behaviours.js';
import type { Behaviour } from '../../model/module.js';
import { own } from '../../model/namespace.js';
import {
  clusterKeys,
  codeKeys,
  databasePassword,
  extraLargeKeys,
  foremanSecrets,
  largeKeys,
  node,
  nodes,
  standardKeys,
} from '../scenarios.js';

const primary = { classes: ['profile::primary'] };

export const puppetBehaviours = (): readonly Behaviour[] => [
  realBehaviour(
    'makes an agent of a node of the platform',
    node(nodes.balancer, largeKeys),
    contains(`Class[${own}::puppet]`),
    contains('Class[puppet]', {
      client_package: 'openvox-agent',
      agent_server_hostname: nodes.primary,
      ca_server: nodes.primary,
      dns_alt_names: [],
      agent_manage_environment: false,
      additional_settings: { crl_refresh_interval: '4h' },
      server: false,
      server_ca: false,
    }),
    lacks('Package[openvox-server]'),
  ),
  realBehaviour(
    'makes a server with the certificate authority of the primary',
    node(nodes.primary, { ...standardKeys, ...codeKeys }, primary),
    contains('Class[puppet]', {
      server: true,
      server_package: 'openvox-server',
      server_ca: true,
      server_ca_allow_sans: false,
      server_crl_enable: true,
      server_reports: 'puppetdb',
      server_storeconfigs: true,
      server_foreman: false,
      server_external_nodes: '',
      server_common_modules_path: [],
      server_environment_timeout: 'unlimited',
      server_admin_api_allowlist: ['localhost', nodes.primary],
      dns_alt_names: [],
    }),
  ),
  realBehaviour(
    'lets Foreman classify the nodes',
    node(nodes.primary, { ...standardKeys, foreman: true }, { ...primary, data: foremanSecrets }),
    contains('Class[puppet]', {
      server_reports: 'puppetdb,foreman',
      server_foreman: true,
      server_foreman_url: `https://${nodes.primary}`,
      server_external_nodes: `/etc/puppetlabs/puppet/${own}_enc`,
    }),
  ),
  realBehaviour(
    'adds the report processors of the site, each once',
    node(nodes.primary, { ...standardKeys, reports: ['http', '', 'puppetdb'] }, primary),
    contains('Class[puppet]', { server_reports: 'puppetdb,http' }),
  ),
  realBehaviour(
    'keeps reports on the disk where nothing else takes them',
    node(nodes.primary, { ...standardKeys, use_openvoxdb: false }, primary),
    contains('Class[puppet]', { server_reports: 'store', server_storeconfigs: false }),
  ),
  realBehaviour(
    'keeps no environment cached where no deployment flushes the cache',
    node(nodes.primary, standardKeys, primary),
    contains('Class[puppet]', {}, ['server_environment_timeout']),
  ),
  realBehaviour(
    'requests a certificate with the name of the balancer, and accepts those of compilers',
    node(nodes.primary, largeKeys, { ...primary, data: databasePassword }),
    contains('Class[puppet]', {
      dns_alt_names: [nodes.primary, nodes.balancer],
      server_ca_allow_sans: true,
    }),
  ),
  realBehaviour(
    'requests a certificate with the virtual address of the servers',
    node(
      nodes.compiler,
      { ...largeKeys, agent_server: 'vip.example.com' },
      { role: 'compiler', data: databasePassword },
    ),
    contains('Class[puppet]', {
      server: true,
      server_ca: false,
      server_ca_allow_sans: false,
      server_crl_enable: true,
      agent_server_hostname: nodes.primary,
      dns_alt_names: [nodes.compiler, nodes.balancer, 'vip.example.com'],
    }),
  ),
  realBehaviour(
    'signs the virtual address of the servers, which no balancer of the platform has',
    node(nodes.primary, { ...standardKeys, agent_server: 'vip.example.com' }, { ...primary, data: databasePassword }),
    contains('Class[puppet]', { dns_alt_names: [nodes.primary, 'vip.example.com'], server_ca_allow_sans: true }),
  ),
  realBehaviour(
    'signs the address that follows the leader of PostgreSQL',
    node(
      nodes.primary,
      { ...clusterKeys, loadbalancer: '', postgresql: 'postgresql.example.com' },
      { ...primary, data: databasePassword },
    ),
    contains('Class[puppet]', { dns_alt_names: [], server_ca_allow_sans: true }),
  ),
  realBehaviour(
    'requests a certificate with the name of the OpenVoxDB pool',
    node(nodes.secondOpenvoxdb, extraLargeKeys, { role: 'openvoxdb', data: databasePassword }),
    contains('Class[puppet]', { server: false, dns_alt_names: [nodes.secondOpenvoxdb, nodes.databaseBalancer] }),
  ),
  realBehaviour(
    'tells in every run that the certificate lacks a name, and how to renew it',
    node(nodes.primary, largeKeys, {
      ...primary,
      data: databasePassword,
      facts: { [`${own}.certificate_names`]: [nodes.primary] },
    }),
    contains('Class[puppet]', { dns_alt_names: [nodes.primary, nodes.balancer] }),
    contains(`Notify[${own}: names of the certificate]`, {
      loglevel: 'warning',
      message: matching(
        `lacks ${nodes.balancer}, (?m:.*)Renew it: puppetserver ca revoke --certname ${nodes.primary}; (?m:.*)--subject-alt-names ${nodes.primary},${nodes.balancer}; systemctl start puppetserver$`,
      ),
    }),
  ),
  realBehaviour(
    'does not wait for ever for what does not answer',
    node(nodes.primary, standardKeys, primary),
    contains('File[/etc/puppetlabs/puppetserver/conf.d/puppetserver.conf]', {
      content: matching('idle-timeout-milliseconds: 60000$(?m:.*)connect-timeout-milliseconds: 10000$'),
    }),
    contains('Class[puppet]', { server_max_queued_requests: 0 }),
  ),
  realBehaviour(
    'sends agents to another server behind a balancer before its queue grows',
    node(nodes.compiler, largeKeys, { role: 'compiler', data: databasePassword }),
    contains('File[/etc/puppetlabs/puppetserver/conf.d/puppetserver.conf]', {
      content: matching('max-queued-requests: 150$'),
    }),
  ),
  realBehaviour(
    'sends agents to another server behind a virtual address too',
    node(nodes.primary, { ...standardKeys, agent_server: 'vip.example.com' }, { ...primary, data: databasePassword }),
    contains('Class[puppet]', { server_max_queued_requests: 150 }),
  ),
  realBehaviour(
    'serves what Foreman has answered before after ten seconds without an answer',
    node(
      nodes.primary,
      { ...largeKeys, foreman: true, foreman_server: nodes.foreman },
      {
        ...primary,
        data: { ...databasePassword, ...foremanSecrets, 'puppetserver_foreman::reports_timeout': 10 },
      },
    ),
    contains('File[/etc/puppetlabs/puppet/foreman.yaml]', {
      content: matching('^:timeout: 10$(?m:.*)^:report_timeout: 10$'),
    }),
  ),
  ...(
    [
      ['to sign everything', { 'puppet::autosign': true }, 'autosign'],
      ['to sign by patterns', { 'puppet::autosign_entries': ['*.example.com'] }, 'autosign_entries'],
      ['to sign by a file of patterns', { 'puppet::autosign_content': '*.example.com' }, 'autosign_content'],
      [
        'to sign by a file from elsewhere',
        { 'puppet::autosign_source': 'puppet:///modules/site/autosign', 'puppet::autosign_mode': '0644' },
        'autosign_source',
      ],
    ] as const
  ).map(([what, data, key]) =>
    realBehaviour(
      `refuses ${what} while alternative names are accepted`,
      node(nodes.primary, largeKeys, { ...primary, data: { ...databasePassword, ...data } }),
      failsWith(`puppet::${key} has certificates signed by their names alone.* certificate for ${nodes.balancer}`),
    ),
  ),
  realBehaviour(
    'lets a policy sign while alternative names are accepted',
    node(nodes.primary, largeKeys, {
      ...primary,
      data: {
        ...databasePassword,
        'puppet::autosign': '/etc/puppetlabs/puppet/policy',
        'puppet::autosign_content': '#!/bin/sh\n',
        'puppet::autosign_mode': '0775',
      },
    }),
    contains('File[/etc/puppetlabs/puppet/policy]', { mode: '0775' }),
    contains('Class[puppet]', { server_ca_allow_sans: true }),
  ),
  realBehaviour(
    'signs by patterns where no alternative names are accepted',
    node(nodes.primary, standardKeys, { ...primary, data: { 'puppet::autosign_entries': ['*.example.com'] } }),
    contains('File[/etc/puppetlabs/puppet/autosign.conf]', { content: matching('^\\*\\.example\\.com$') }),
  ),
  realBehaviour(
    'yields to the keys of class puppet',
    node(
      nodes.primary,
      { ...standardKeys, ...codeKeys },
      {
        ...primary,
        data: {
          'puppet::additional_settings': { http_proxy_host: 'proxy.example.com' },
          'puppet::agent_manage_environment': true,
          'puppet::dns_alt_names': ['puppet'],
          'puppet::runinterval': 900,
          'puppet::server_admin_api_allowlist': ['localhost'],
          'puppet::server_common_modules_path': ['/srv/modules'],
          'puppet::server_connect_timeout': 1000,
          'puppet::server_idle_timeout': 2000,
          'puppet::server_max_queued_requests': 30,
          'puppet::server_request_timeout': 4,
          'puppet::server_environment_timeout': '3m',
          'puppet::server_jvm_extra_args': ['-Dsite=1'],
          'puppet::server_jvm_max_heap_size': '3g',
        },
      },
    ),
    contains('Class[puppet]', {
      additional_settings: { crl_refresh_interval: '4h', http_proxy_host: 'proxy.example.com' },
      agent_manage_environment: true,
      dns_alt_names: ['puppet'],
      runinterval: 900,
      server_admin_api_allowlist: ['localhost'],
      server_common_modules_path: ['/srv/modules'],
      server_connect_timeout: 1000,
      server_idle_timeout: 2000,
      server_max_queued_requests: 30,
      server_request_timeout: 4,
      server_environment_timeout: '3m',
      server_jvm_extra_args: ['-Dsite=1'],
      server_jvm_max_heap_size: '3g',
      server_jvm_min_heap_size: '3g',
    }),
  ),
  realBehaviour(
    "sizes the heap and the code cache for an operator's number of instances",
    node(nodes.primary, standardKeys, { ...primary, data: { 'puppet::server_max_active_instances': 7 } }),
    contains('Class[puppet]', {
      server_max_active_instances: 7,
      server_jvm_max_heap_size: '4096m',
      server_jvm_extra_args: [
        '-Djruby.logger.class=com.puppetlabs.jruby_utils.jruby.Slf4jLogger',
        '-XX:ReservedCodeCacheSize=1024m',
      ],
    }),
  ),
];
