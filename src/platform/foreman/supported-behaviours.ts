/** Where Foreman runs. */
import { contains, realBehaviour } from '../../model/behaviours.js';
import type { Behaviour } from '../../model/module.js';
import { own } from '../../model/namespace.js';
import { foremanSecrets, node, nodes, standardKeys } from '../scenarios.js';

export const supportedBehaviours = (): readonly Behaviour[] => [
  realBehaviour(
    'takes the word of the site for another release',
    node(
      nodes.primary,
      { ...standardKeys, foreman: true, foreman_server: nodes.foreman },
      {
        classes: ['profile::primary'],
        data: { ...foremanSecrets, [`${own}::foreman::supported::releases`]: { Debian: ['13'] } },
        on: [{ name: 'Debian', release: '13' }],
      },
    ),
    contains(`Class[${own}::foreman::supported]`, { releases: { Debian: ['13'] } }),
    contains('Class[foreman_proxy]'),
  ),
];
