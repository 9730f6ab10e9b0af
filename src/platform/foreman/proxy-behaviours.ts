/** The smart proxy beside the certificate authority. */
import { contains, isBefore, lacks, realBehaviour } from '../../model/behaviours.js';
import type { Behaviour } from '../../model/module.js';
import { own } from '../../model/namespace.js';
import { databasePassword, foremanSecrets, largeKeys, node, nodes, standardKeys } from '../scenarios.js';

const primary = { classes: ['profile::primary'], data: { ...databasePassword, ...foremanSecrets } };
const elsewhere = { ...largeKeys, foreman: true, foreman_server: nodes.foreman } as const;

export const proxyBehaviours = (): readonly Behaviour[] => [
  realBehaviour(
    'registers itself in a Foreman on the same node',
    node(nodes.primary, { ...standardKeys, foreman: true }, primary),
    contains(`Class[${own}::foreman::proxy]`),
    contains('Class[foreman_proxy]', {
      foreman_base_url: `https://${nodes.primary}`,
      trusted_hosts: [nodes.primary],
      register_in_foreman: true,
      oauth_consumer_key: 'salmon-salmon',
      oauth_consumer_secret: 'trout-trout',
    }),
    isBefore('Class[foreman::service]', `Foreman_smartproxy[${nodes.primary}]`, 'Foreman answers when it runs.'),
  ),
  realBehaviour(
    'leaves its registration to a Foreman on a node of its own',
    node(nodes.primary, elsewhere, primary),
    contains('Class[foreman_proxy]', {
      foreman_base_url: `https://${nodes.foreman}`,
      trusted_hosts: [nodes.primary, nodes.foreman],
      register_in_foreman: false,
      oauth_consumer_key: '',
      oauth_consumer_secret: '',
    }),
    lacks(`Foreman_smartproxy[${nodes.primary}]`),
    isBefore(`Class[${own}::foreman::repo]`, 'Class[foreman_proxy::install]', "Packages from Foreman's repository."),
    isBefore(
      'Exec[puppet_server_config-generate_ca_cert]',
      'Class[foreman_proxy::service]',
      "The proxy serves TLS with the node's certificate.",
    ),
  ),
  realBehaviour(
    'is missing, with a warning, where Foreman has no packages',
    node(nodes.primary, elsewhere, {
      ...primary,
      on: [
        { name: 'AlmaLinux', release: '10' },
        { name: 'Debian', release: '13' },
      ],
    }),
    contains(`Class[${own}::foreman::proxy]`),
    lacks('Class[foreman_proxy]'),
    contains('Class[puppet]', { server: true }),
  ),
];
