/** Words for nodes. */
import { type InfrastructureNode, roleOf } from '../model/infrastructure.js';

/** What a node is, for people: `Compiler`, `PostgreSQL, OpenVoxDB`. */
export function titleOf({ roles }: InfrastructureNode): string {
  const titles = roles.filter((role) => role !== 'agent').map((role) => roleOf(role).title);
  return titles.length === 0 ? 'agent' : titles.join(', ');
}
