/** The Hiera data of a node, all levels merged: what a compiling server would find for it. */
import type { Data } from '../model/value.js';
import type { Infrastructure, InfrastructureNode } from './model.js';

/** By whole key; the node's own data go before those of its roles, and these before those of all nodes. */
export function hieraOf(all: Infrastructure, node: InfrastructureNode): Readonly<Record<string, Data>> {
  const own = Object.fromEntries(
    Object.entries(all.keys).map(([name, value]) => [`${all.module.name}::${name}`, value]),
  );
  return Object.assign(
    { ...own, ...all.hiera },
    ...node.roles.map((role) => all.roleHiera[role] ?? {}),
    node.hiera,
  ) as Readonly<Record<string, Data>>;
}
