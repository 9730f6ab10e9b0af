/** The smallest platform. */
import { contains, failsWith, realBehaviour } from '../../model/behaviours.js';
import type { Behaviour } from '../../model/module.js';
import { own } from '../../model/namespace.js';
import { node, nodes, standardKeys } from '../scenarios.js';

export const monolithicBehaviours = (): readonly Behaviour[] => [
  realBehaviour(
    'is the primary with everything that nothing places elsewhere',
    node(nodes.primary, { ...standardKeys, openvoxview: true }, { on: undefined }),
    contains(`Class[${own}::profile::monolithic]`),
    contains(`Class[${own}::profile::primary]`),
    contains(`Class[${own}::profile::postgresql]`),
    contains(`Class[${own}::openvoxdb]`),
    contains(`Class[${own}::profile::openvoxview]`),
  ),
  realBehaviour(
    'refuses a node that is not the primary',
    node(nodes.foreman, standardKeys),
    failsWith(`set ${own}::primary_server to ${nodes.foreman}`),
  ),
];
