/** What the classes of the cluster need to know of each other's resources. */
import { exec, service } from '../../../bindings/core.js';
import { isIn } from '../../../model/expressions.js';
import { ref } from '../../../model/statements.js';
import type { Expr, ResourceReference } from '../../../model/value.js';
import { directoryPath } from '../../directory.js';
import { infrastructure as is } from '../../platform.js';

/** Patroni's files, beside the database cluster. */
export const patroniPaths = {
  directory: `${directoryPath}/patroni`,
  configuration: `${directoryPath}/patroni/patroni.yml`,
  /** The settings that all members share, as Patroni's command line takes them. */
  shared: `${directoryPath}/patroni/shared.yml`,
  databases: `${directoryPath}/patroni/databases.sh`,
} as const;

/** etcd's files. */
export const etcdPaths = {
  directory: `${directoryPath}/etcd`,
  configuration: `${directoryPath}/etcd/etcd.yml`,
  password: `${directoryPath}/etcd/password`,
  authentication: `${directoryPath}/etcd/authentication.sh`,
  data: '/var/lib/etcd/openvox',
} as const;

/** Name of the cluster, in etcd and in PostgreSQL. */
export const scope = 'openvox';

/** User and group of etcd, which its packages bring. */
export const etcdAccount = 'etcd';

/** etcd's only user for its clients. */
export const etcdUser = 'root';

/** Title of the command with which Patroni and PostgreSQL read their files anew. */
export const reloadTitle = 'reload Patroni';

/** Whether this node has PostgreSQL, and not etcd alone. */
export const isMember = (): Expr<boolean> => isIn(is.certname, is.patroni_hosts);

/** Whether this node runs etcd. */
export const runsEtcd = (): Expr<boolean> => isIn(is.certname, is.etcd_hosts);

export const patroniService = (): Expr<ResourceReference> => ref(service, 'patroni');

/** A change notifies this, never the service: to restart a leader is to lose it. */
export const patroniReload = (): Expr<ResourceReference> => ref(exec, reloadTitle);
