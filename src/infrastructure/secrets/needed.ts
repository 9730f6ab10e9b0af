/** Which secrets an infrastructure needs, and which nodes read them. */
import type { SecretName } from '../../platform/secrets.js';
import type { Infrastructure } from '../model/infrastructure.js';

/** One secret. */
export interface NeededSecret {
  readonly name: SecretName;
  /** Its Hiera key. */
  readonly key: string;
  /** Certnames of the nodes whose catalogs hold it, sorted. */
  readonly readers: readonly string[];
  /** What it is for, in a few words. */
  readonly purpose: string;
  /** What has to be done, in order, after its value was changed. */
  readonly rotation: readonly string[];
}

/** Key of a store of the site's own from which a secret is looked up, where the description names one. */
export function storeKey({ secrets }: Infrastructure, name: SecretName): string | undefined {
  return secrets?.backend === 'lookup' ? secrets.key.replaceAll('{name}', name) : undefined;
}

/**
 * The secrets that the nodes have to share. Follows the conditions of the profiles: a password where a client of PostgreSQL
 * is on another node, one for etcd, and Foreman's own unless the standard tier keeps them itself.
 */
export function neededSecrets(all: Infrastructure): readonly NeededSecret[] {
  const { postgresql, module } = all;
  const servers = [
    ...new Set(all.nodes.filter(({ runsPostgresql }) => runsPostgresql).map(({ certname }) => certname)),
  ];
  const etcd = all.nodes.filter(({ runsEtcd }) => runsEtcd).map(({ certname }) => certname);
  const foreman = all.withForeman ? [all.foreman] : [];
  const isElsewhere = (client: string): boolean => !(servers.length === 1 && servers[0] === client);
  const hasDatabase = postgresql.kind !== 'none';
  const secret = (
    name: SecretName,
    readers: readonly string[],
    purpose: string,
    rotation: readonly string[],
  ): NeededSecret => ({
    name,
    key: `${module.name}::secrets::${name}`,
    readers: [...new Set(readers)].sort(),
    purpose,
    rotation,
  });
  const databases = all.openvoxdbNodes;
  const found: NeededSecret[] = [];
  if (hasDatabase && databases.some(isElsewhere)) {
    found.push(
      secret('openvoxdb_password', [...databases, ...servers], 'OpenVoxDB connects to PostgreSQL with it', [
        'PostgreSQL: run the agent, which changes the password of the role',
        'OpenVoxDB: run the agent on each node, which restarts the service; until then it is refused, and its queue keeps what arrives',
      ]),
    );
  }
  if (hasDatabase && foreman.some(isElsewhere)) {
    found.push(
      secret('foreman_db_password', [...foreman, ...servers], 'Foreman connects to PostgreSQL with it', [
        'PostgreSQL: run the agent, which changes the password of the role',
        'Foreman: run the agent, which restarts it',
      ]),
    );
  }
  if (postgresql.kind === 'patroni') {
    found.push(
      secret('patroni_etcd_password', [...postgresql.members, ...etcd], 'Patroni connects to etcd with it', [
        'etcd: run the agent on one node with etcd, which changes the password',
        'Patroni: run the agent on each member, replicas first, the leader last',
      ]),
    );
  }
  const keepsItself = all.tier === 'standard' && all.foreman === all.primary;
  if (all.withForeman && !keepsItself) {
    const pair = [all.foreman, all.primary];
    found.push(
      secret('foreman_admin_password', foreman, "Foreman's first administrator gets it when the database is seeded", [
        'it is used once: change it in Foreman (`foreman-rake permissions:reset`), and here for the next installation',
      ]),
      secret(
        'foreman_oauth_consumer_key',
        pair,
        'smart proxies and the module register themselves in Foreman with it',
        ['Foreman and the primary: run the agent on both'],
      ),
      secret('foreman_oauth_consumer_secret', pair, 'belongs to the OAuth key', [
        'Foreman and the primary: run the agent on both',
      ]),
    );
  }
  return found;
}
