/** Where Foreman's secrets come from. */
import { contains, failsWith, isBefore, lacks, realBehaviour } from '../../model/behaviours.js';
import type { Behaviour } from '../../model/module.js';
import { own } from '../../model/namespace.js';
import { databasePassword, foremanSecrets, largeKeys, node, nodes, standardKeys } from '../scenarios.js';

/** Compiling writes this file. */
const file = `/tmp/${own}-specs/secrets.yaml`;
const withForeman = { ...standardKeys, foreman: true } as const;
const primary = { classes: ['profile::primary'] };

export const credentialsBehaviours = (): readonly Behaviour[] => [
  realBehaviour(
    'keeps its secrets itself where the one server has Foreman',
    node(nodes.primary, withForeman, { ...primary, data: { [`${own}::secrets::file`]: file } }),
    contains(`Class[${own}::foreman::credentials]`),
    contains(`File[${file}]`, {
      ensure: 'file',
      owner: 'root',
      group: 'puppet',
      mode: '0640',
      show_diff: false,
      backup: false,
    }),
    isBefore('Class[puppet::server::install]', `File[${file}]`, 'The package brings the group.'),
  ),
  realBehaviour(
    'takes the secrets that Hiera has',
    node(nodes.primary, withForeman, { ...primary, data: foremanSecrets }),
    lacks(`File[/etc/${own}/secrets.yaml]`),
    contains('Class[foreman]', {
      initial_admin_password: 'sturgeon-sturgeon',
      oauth_consumer_key: 'salmon-salmon',
      oauth_consumer_secret: 'trout-trout',
    }),
  ),
  realBehaviour(
    "takes the component's own keys, after ours",
    node(nodes.primary, withForeman, {
      ...primary,
      data: {
        ...foremanSecrets,
        [`${own}::secrets::foreman_admin_password`]: '',
        'foreman::initial_admin_password': 'from the component',
        'foreman::oauth_consumer_key': 'not this one',
      },
    }),
    contains('Class[foreman]', { initial_admin_password: 'from the component', oauth_consumer_key: 'salmon-salmon' }),
  ),
  realBehaviour(
    'names the keys that are missing where several nodes need them',
    node(
      nodes.primary,
      { ...largeKeys, foreman: true },
      { ...primary, data: { ...databasePassword, 'foreman::oauth_consumer_key': 'a key' } },
    ),
    failsWith(
      `no value for ${own}::secrets::foreman_admin_password, ${own}::secrets::foreman_oauth_consumer_secret, ` +
        `which Foreman on ${nodes.primary} needs`,
    ),
  ),
];
