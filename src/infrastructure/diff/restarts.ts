/** Which services of a node are restarted by a change, and why. */
import type { Infrastructure, InfrastructureNode } from '../model/infrastructure.js';
import type { Cause, Change, NodeState } from './model.js';

/** Settings by the labels of the plan. */
const server = ['JRuby instances', 'heap of the server', 'code cache of the server'];
const openvoxdb = ['heap of OpenVoxDB', 'command threads of OpenVoxDB', 'connections in each of its two pools'];
/** PostgreSQL reads these at start only (its documentation, runtime-config). */
const atStart = ['max_connections', 'shared_buffers'];
const later = ['effective_cache_size', 'maintenance_work_mem', 'work_mem'];

export function restartsOf(
  node: InfrastructureNode,
  settings: readonly Change<string>[],
  state: { readonly before: NodeState | undefined; readonly after: NodeState | undefined },
  before: Infrastructure,
  after: Infrastructure,
): readonly Cause[] {
  const causes: Cause[] = [];
  const changed = (labels: readonly string[]): string =>
    settings
      .map(({ name }) => name)
      .filter((name) => labels.includes(name))
      .join(', ');
  const note = (service: string, action: Cause['action'], because: string): void => {
    if (because !== '') causes.push({ service, action, because });
  };
  const differs = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);
  const database = differs(state.before?.databaseHosts, state.after?.databaseHosts) ? 'where PostgreSQL is' : '';
  if (node.isServer) {
    note('puppetserver', 'restart', changed(server));
    note(
      'puppetserver',
      'restart',
      differs(state.before?.openvoxdbAddress, state.after?.openvoxdbAddress) ? 'where OpenVoxDB is' : '',
    );
    const foreman = before.foreman !== after.foreman || before.withForeman !== after.withForeman;
    note('puppetserver', 'restart', foreman ? 'where Foreman is' : '');
  }
  if (node.runsOpenvoxdb) {
    note('puppetdb', 'restart', changed(openvoxdb));
    note('puppetdb', 'restart', database);
    note('puppetdb', 'restart', before.openvoxdb === after.openvoxdb ? '' : 'who owns the database');
  }
  if (node.runsForeman) note('foreman', 'restart', database);
  if (node.runsPostgresql) {
    const isCluster = after.postgresql.kind === 'patroni';
    note(isCluster ? 'patroni' : 'postgresql', isCluster ? 'restart by hand' : 'restart', changed(atStart));
    note(isCluster ? 'patroni' : 'postgresql', 'reload', changed(later));
  }
  if (node.certname === after.loadbalancer && differs(before.compilers, after.compilers))
    note('haproxy', 'reload', 'members of the pool');
  if (node.certname === after.dbLoadbalancer && differs(before.openvoxdbNodes, after.openvoxdbNodes)) {
    note('haproxy', 'reload', 'members of the pool');
  }
  return causes;
}
