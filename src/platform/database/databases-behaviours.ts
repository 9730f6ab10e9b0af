/** The databases, their owners and their extensions. */
import { contains, failsWith, isBefore, lacks, realBehaviour, secret } from '../../model/behaviours.js';
import type { Behaviour } from '../../model/module.js';
import { own } from '../../model/namespace.js';
import { databasePassword, foremanSecrets, largeKeys, node, nodes, standardKeys } from '../scenarios.js';

const role = (name: string): string => `Postgresql::Server::Role[${name}]`;
const database = (name: string): string => `Postgresql::Server::Database[${name}]`;
const revoke = 'Postgresql_psql[puppetdb: revoke CREATE on schema public from everyone]';
const grant = 'Postgresql_psql[puppetdb: grant CREATE on schema public to the owner]';
const trigrams = 'Postgresql::Server::Extension[pg_trgm for puppetdb]';
const amcheck = 'Postgresql::Server::Extension[amcheck for foreman]';

const withForeman = { ...largeKeys, foreman: true, foreman_server: nodes.foreman } as const;

/** SCRAM verifiers of the passwords of the scenarios; the salt is the name of the role. */
const verifiers = {
  puppetdb: secret(
    'SCRAM-SHA-256$4096:cHVwcGV0ZGI=$ym6t0IbIddZeSzbEGIXW2Kj82URGMiZFTC9TNzYxK+M=:3y3s+FlcqzEPoFkrdTj+re9FiOR7fK/gjVvY1OXZeFE=',
  ),
  foreman: secret(
    'SCRAM-SHA-256$4096:Zm9yZW1hbg==$wVzkzHWBNvI+1ULi1K6CMMvasUejcGUWR/ksmSA3ygs=:qpNQn+SlVf9BeErrPMQNAKs6nYRWvTSz/oy93LvJs/E=',
  ),
};

export const databasesBehaviours = (): readonly Behaviour[] => [
  realBehaviour(
    'makes databases whose owners have no password where the clients are on the same node',
    node(nodes.primary, { ...standardKeys, foreman: true }, { classes: ['profile::primary'], data: foremanSecrets }),
    contains(`Class[${own}::postgresql::databases]`),
    contains(role('puppetdb'), { password_hash: false }),
    contains(role('foreman'), { password_hash: false }),
    contains(database('puppetdb'), { owner: 'puppetdb', encoding: 'UTF8', locale: 'C.UTF-8' }),
    contains(database('foreman'), { owner: 'foreman', encoding: 'UTF8', locale: 'en_US.utf8' }),
    contains(trigrams, { database: 'puppetdb', extension: 'pg_trgm' }),
    contains(amcheck, { database: 'foreman', extension: 'amcheck' }),
    contains(revoke, {
      db: 'puppetdb',
      command: 'REVOKE CREATE ON SCHEMA public FROM PUBLIC',
      onlyif: "SELECT 1 WHERE has_schema_privilege('public', 'public', 'CREATE')",
    }),
    contains(grant, {
      db: 'puppetdb',
      command: 'GRANT CREATE ON SCHEMA public TO puppetdb',
      unless: "SELECT 1 WHERE has_schema_privilege('puppetdb', 'public', 'CREATE')",
    }),
    isBefore(role('puppetdb'), database('puppetdb'), 'The database is given to the role.'),
    isBefore(role('foreman'), database('foreman'), 'The database is given to the role.'),
    isBefore('Class[postgresql::server::contrib]', trigrams, 'On EL the extension is in a package of its own.'),
    isBefore('Class[postgresql::server::contrib]', amcheck, 'On EL the extension is in a package of its own.'),
    isBefore(database('puppetdb'), revoke, 'The schema exists with its database.'),
    isBefore(revoke, grant, 'The revocation would take the privilege away again.'),
  ),
  realBehaviour(
    'gives the owners passwords where the clients are on other nodes',
    node(nodes.postgresql, withForeman, { role: 'postgresql', data: { ...databasePassword, ...foremanSecrets } }),
    contains(role('puppetdb'), { password_hash: verifiers.puppetdb }),
    contains(role('foreman'), { password_hash: verifiers.foreman }),
  ),
  realBehaviour(
    'makes none for what the platform does not have',
    node(
      nodes.primary,
      { ...standardKeys, use_openvoxdb: false },
      { classes: ['profile::primary', 'profile::postgresql'] },
    ),
    lacks(database('puppetdb')),
    lacks(database('foreman')),
  ),
  realBehaviour(
    'says which password is missing',
    node(nodes.postgresql, withForeman, { role: 'postgresql', data: databasePassword }),
    failsWith(`no value for ${own}::secrets::foreman_db_password, with which Foreman connects`),
  ),
];
