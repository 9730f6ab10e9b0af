/** What a server answers while Foreman is down. */
import { contains, isBefore, lacks, matching, realBehaviour } from '../../model/behaviours.js';
import type { Behaviour } from '../../model/module.js';
import { own } from '../../model/namespace.js';
import { databasePassword, foremanSecrets, largeKeys, node, nodes, standardKeys } from '../scenarios.js';

const script = `File[/etc/puppetlabs/puppet/${own}_enc]`;
const primary = { classes: ['profile::primary'], data: { ...databasePassword, ...foremanSecrets } };
const withForeman = { ...largeKeys, foreman: true, foreman_server: nodes.foreman } as const;

export const encBehaviours = (): readonly Behaviour[] => [
  realBehaviour(
    'asks Foreman, and knows the nodes of the platform itself',
    node(nodes.primary, withForeman, primary),
    contains(`Class[${own}::foreman::enc]`),
    contains(script, { ensure: 'file', owner: 'root', group: 'puppet', mode: '0750' }),
    contains(script, { content: matching('^if answer=\\$\\(/etc/puppetlabs/puppet/node\\.rb "\\$@"\\); then$') }),
    contains(script, {
      content: matching(
        [nodes.balancer, nodes.foreman, nodes.primary, nodes.postgresql]
          .map((name) => `  '${name.replaceAll('.', '\\.')}'\\) ;;\\n`)
          .join(''),
      ),
    }),
    isBefore('Class[puppet::server::install]', script, 'The package brings the group.'),
    isBefore(script, 'Class[puppet::server::service]', 'Without its classifier the server refuses every node.'),
  ),
  realBehaviour(
    'is not there without a Foreman',
    node(nodes.primary, standardKeys, { classes: ['profile::primary'] }),
    lacks(script),
  ),
];
