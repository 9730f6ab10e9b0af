/** Where Foreman's packages come from. */
import { contains, realBehaviour } from '../../model/behaviours.js';
import type { Behaviour } from '../../model/module.js';
import { own } from '../../model/namespace.js';
import { foremanSecrets, node, nodes, standardKeys } from '../scenarios.js';

const onPrimary = (data: Readonly<Record<string, string | boolean>>) =>
  node(
    nodes.primary,
    { ...standardKeys, foreman: true },
    { classes: ['profile::primary'], data: { ...foremanSecrets, ...data }, on: [{ name: 'AlmaLinux', release: '9' }] },
  );

export const repositoryBehaviours = (): readonly Behaviour[] => [
  realBehaviour(
    'is for the version that the platform was tested with',
    onPrimary({}),
    contains(`Class[${own}::foreman::repo]`, { version: '3.18', manage: true }),
    contains('Class[foreman::repo]', { repo: '3.18' }),
  ),
  realBehaviour(
    "is for the version of the component's own key",
    onPrimary({ 'foreman::repo::repo': '3.19' }),
    contains('Class[foreman::repo]', { repo: '3.19' }),
  ),
  realBehaviour(
    'is left to the site on request',
    onPrimary({ [`${own}::foreman::repo::manage`]: false }),
    contains('Class[foreman::repo]', {}, ['repo']),
  ),
];
