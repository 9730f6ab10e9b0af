/** Secrets are plain in Hiera, and hidden from there on. */
import { behaviour, contains, secret } from '../model/behaviours.js';
import type { Behaviour } from '../model/module.js';
import { own } from '../model/namespace.js';
import { databasePassword, foremanSecrets, node, nodes } from './scenarios.js';

const me = `Class[${own}::secrets]`;

export const secretsBehaviours = (): readonly Behaviour[] => [
  behaviour('needs none', node(nodes.agent, {}), contains(me, { file: `/etc/${own}/secrets.yaml` })),
  behaviour(
    'hides what Hiera has in plain text',
    node(nodes.agent, {}, { data: { ...databasePassword, ...foremanSecrets } }),
    contains(me, {
      openvoxdb_password: secret('swordfish-swordfish'),
      foreman_db_password: secret('herring-herring'),
      foreman_admin_password: secret('sturgeon-sturgeon'),
      foreman_oauth_consumer_key: secret('salmon-salmon'),
      foreman_oauth_consumer_secret: secret('trout-trout'),
    }),
  ),
  behaviour(
    'takes blank secrets',
    node(nodes.agent, {}, { data: { [`${own}::secrets::openvoxdb_password`]: '' } }),
    contains(me, { openvoxdb_password: secret('') }),
  ),
];
