/** What Hiera would tell a node of an infrastructure, and what an evaluator has to know of the node. */
import { Evaluator } from '../../evaluate/evaluator.js';
import { isHash, type Known, textOf } from '../../evaluate/values.js';
import type { ModuleModel } from '../../model/module.js';
import type { Data } from '../../model/value.js';
import { own } from '../../model/namespace.js';
import type { Infrastructure, InfrastructureNode } from './infrastructure.js';

/** Hardware of a node of which nothing is said: enough for every role. */
export const assumedHardware = { cpus: 8, memoryMb: 16_384 } as const;

/** Hiera data of all nodes: the platform's keys, and what was added. */
export function commonData({ module, keys, hiera }: Infrastructure): Readonly<Record<string, Data>> {
  const platform = Object.entries(keys).map(([name, value]) => [`${module.name}::${name}`, value] as const);
  return { ...Object.fromEntries(platform), ...hiera };
}

/** Hiera data of a node, the most specific value of each key; data of roles in the order of the node's roles. */
export function nodeData(all: Infrastructure, node: InfrastructureNode): Readonly<Record<string, Data>> {
  const roles = node.roles.map((role) => all.roleHiera[role] ?? {});
  return Object.assign({}, commonData(all), ...roles, node.hiera) as Readonly<Record<string, Data>>;
}

/** What the module's own data say of a node with these facts, the most specific value of each key. */
export function moduleData({ hierarchy, data }: ModuleModel, facts: Known): Readonly<Record<string, Data>> {
  const paths = [...hierarchy.map(({ path }) => interpolated(path, facts)), 'common.yaml'].reverse();
  const layers = paths.map((path) => data.find((layer) => layer.path === path)?.entries ?? {});
  return Object.assign({}, ...layers) as Readonly<Record<string, Data>>;
}

const interpolated = (path: string, facts: Known): string =>
  path.replace(/%\{facts\.([\w.]+)\}/g, (_, name: string) =>
    textOf(name.split('.').reduce<Known>((value, part) => (isHash(value) ? (value[part] ?? null) : null), facts)),
  );

/** Evaluates the platform's definitions as of a node. */
export function evaluatorOf(model: ModuleModel, all: Infrastructure, node: InfrastructureNode): Evaluator {
  const system = node.os ?? { name: 'AlmaLinux', family: 'RedHat', release: '9' };
  const facts: Known = {
    os: { name: system.name, family: system.family, release: { major: system.release, full: system.release } },
    memory: { system: { total_bytes: (node.memoryMb ?? assumedHardware.memoryMb) * 1024 * 1024 } },
    processors: { count: node.cpus ?? assumedHardware.cpus },
    networking: { fqdn: node.certname },
  };
  const data = { ...moduleData(model, facts), ...nodeData(all, node) };
  return new Evaluator(model.definitions, {
    facts: isHash(facts) ? facts : {},
    trusted: { certname: node.certname, extensions: node.ppRole === undefined ? {} : { pp_role: node.ppRole } },
    data,
  });
}

/** The module's name in the place of the platform's own. */
export const named = (text: string, module: string): string => text.replaceAll(own, module);
