/** The databases in a cluster. */
import { contains, isBefore, realBehaviour, secretMatching } from '../../../model/behaviours.js';
import type { Behaviour } from '../../../model/module.js';
import { own } from '../../../model/namespace.js';
import { clusterKeys, clusterSecrets, foremanSecrets, node } from '../../scenarios.js';

const member = 'pg1.example.com';
const script = `/etc/${own}/patroni/databases.sh`;
const has = (source: string) => contains(`File[${script}]`, { content: secretMatching(source) });

export const databasesBehaviours = (): readonly Behaviour[] => [
  realBehaviour(
    'brings the databases up to date on the leader only',
    node(member, clusterKeys, { data: clusterSecrets }),
    contains(`File[${script}]`, {
      ensure: 'file',
      owner: 'postgres',
      group: 'postgres',
      mode: '0700',
      show_diff: false,
    }),
    contains('Exec[databases of the cluster]', {
      command: [script, 'apply'],
      onlyif: [[script, 'leading']],
      unless: [[script, 'check']],
      user: 'postgres',
      cwd: '/',
    }),
    isBefore(`File[${script}]`, 'Service[patroni]', 'Patroni calls it when it has made the cluster.'),
    isBefore('Service[patroni]', 'Exec[databases of the cluster]', 'There is a server to ask.'),
  ),
  realBehaviour(
    'makes the role, the database and the extension of OpenVoxDB, and no Foreman that is not there',
    node(member, clusterKeys, { data: clusterSecrets }),
    has(
      "CREATE DATABASE puppetdb OWNER puppetdb TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'",
    ),
    has("ALTER ROLE puppetdb PASSWORD 'SCRAM-SHA-256"),
    has('CREATE EXTENSION pg_trgm'),
    has('REVOKE CREATE ON SCHEMA public FROM PUBLIC'),
    has('GRANT CREATE ON SCHEMA public TO puppetdb'),
    has('\\A(?![\\s\\S]*foreman)'),
    has('\\A(?![\\s\\S]*swordfish)'),
  ),
  realBehaviour(
    "makes Foreman's",
    node(
      member,
      { ...clusterKeys, foreman: true, foreman_server: 'foreman.example.com' },
      {
        data: { ...clusterSecrets, ...foremanSecrets },
      },
    ),
    has("CREATE DATABASE foreman OWNER foreman TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'en_US.utf8'"),
    has('CREATE EXTENSION amcheck'),
  ),
];
