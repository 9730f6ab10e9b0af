/** Where a key is set: in a description of an infrastructure, or in a tree of Hiera data. */
import { evaluatorOf, nodeData } from '../infrastructure/model/node-data.js';
import { byRank } from '../infrastructure/hieradata/check.js';
import { secretName } from '../infrastructure/hieradata/secrets.js';
import type { Tree } from '../infrastructure/hieradata/tree.js';
import type { Infrastructure } from '../infrastructure/model/infrastructure.js';
import { neededSecrets } from '../infrastructure/secrets/needed.js';
import { type Known, NotEvaluable } from '../evaluate/values.js';
import type { ModuleModel } from '../model/module.js';
import type { Data } from '../model/value.js';
import type { Site } from '../findings/site.js';

/** One place that sets a key. */
export interface SetAt {
  /** For whom: `all nodes`, `role compiler`, `node a.example.com`, or a level of the hierarchy. */
  readonly layer: string;
  /** Not there for a secret. */
  readonly value?: Data;
  readonly site: Site;
}

/** A value, and the nodes that have it. */
export interface OnNodes {
  /** Variable or key, by full name. */
  readonly name: string;
  /** Not there for a secret, and where only a compiling server knows it. */
  readonly value?: Known;
  readonly nodes: readonly string[];
  /** Whether that is every node. */
  readonly all: boolean;
}

/** A value that may be shown; nothing where it, or the name of a part of it, is a secret's. */
function shown<T extends Data | Known>(name: string, value: T, isSecret: boolean): { value?: T } {
  return isSecret || holdsSecret(name, value) ? {} : { value };
}

function holdsSecret(name: string, value: Known): boolean {
  if (typeof value !== 'object' || value === null)
    return value !== null && secretName.test(name.split('::').at(-1) ?? '');
  return Object.entries(value).some(([key, item]) => holdsSecret(Array.isArray(value) ? name : key, item));
}

/** Where a description sets a key; the most specific first. */
export function setInDescription(all: Infrastructure, key: string, isSecret: boolean): readonly SetAt[] {
  const { module, keys, hiera, roleHiera, nodes, places } = all;
  const own = (
    data: Readonly<Record<string, Data>>,
    name: string,
    layer: string,
    path: readonly (string | number)[],
  ): readonly SetAt[] => {
    const value = Object.hasOwn(data, name) ? data[name] : undefined;
    return value === undefined
      ? []
      : [{ layer, ...shown(key, value, isSecret), site: places.site([...path, name], 'key') }];
  };
  const short = key.startsWith(`${module.name}::`) ? key.slice(module.name.length + 2) : '';
  const given: Readonly<Record<string, Data | undefined>> = keys;
  const stated = given[short];
  return [
    ...nodes.flatMap((node) => own(node.hiera, key, `node ${node.certname}`, [...node.path, 'hiera'])),
    ...Object.entries(roleHiera).flatMap(([role, data]) => own(data, key, `role ${role}`, ['role_hiera', role])),
    ...own(hiera, key, 'all nodes', ['hiera']),
    ...(stated === undefined ? [] : own({ [short]: stated }, short, 'all nodes', [])),
    ...(all.secrets !== undefined && neededSecrets(all).some((needed) => needed.key === key)
      ? [{ layer: 'all nodes, by `ovp-gen infra secrets`', site: places.site(['secrets'], 'key') }]
      : []),
  ];
}

/** Where a tree sets a key; the most specific first. */
export function setInTree(tree: Tree, key: string, isSecret: boolean): readonly SetAt[] {
  return byRank(tree.files).flatMap(({ path, level, root }) => {
    const located = root.entries?.get(key);
    if (located === undefined) return [];
    const name = level === undefined ? undefined : tree.hierarchy?.levels[level]?.name;
    return [
      {
        layer: name === undefined ? path : `${name}: ${path}`,
        ...shown(key, located.value, isSecret),
        site: located.keySite ?? located.site,
      },
    ];
  });
}

/** The values of variables on the nodes of an infrastructure, nodes with the same value together. */
export function valuesOnNodes(
  model: ModuleModel,
  all: Infrastructure,
  names: readonly string[],
  isSecret: boolean,
): readonly OnNodes[] {
  const evaluators = all.nodes.map((node) => ({ node, evaluator: evaluatorOf(model, all, node) }));
  return names.flatMap((name) => {
    const groups = new Map<string, { value: Known | undefined; nodes: string[] }>();
    for (const { node, evaluator } of evaluators) {
      const value = known(() => evaluator.variable(name));
      const text = value === undefined ? '' : JSON.stringify(value);
      const group = groups.get(text) ?? { value, nodes: [] };
      group.nodes.push(node.certname);
      groups.set(text, group);
    }
    return [...groups.values()].map(({ value, nodes }) => ({
      name,
      ...(value === undefined ? {} : shown(name, value, isSecret)),
      nodes,
      all: nodes.length === all.nodes.length,
    }));
  });
}

/** The values that Hiera gives the nodes for a key that no definition evaluates. */
export function dataOnNodes(all: Infrastructure, key: string, isSecret: boolean): readonly OnNodes[] {
  const groups = new Map<string, { value: Data; nodes: string[] }>();
  for (const node of all.nodes) {
    const data = nodeData(all, node);
    const value = Object.hasOwn(data, key) ? data[key] : undefined;
    if (value === undefined) continue;
    const group = groups.get(JSON.stringify(value)) ?? { value, nodes: [] };
    group.nodes.push(node.certname);
    groups.set(JSON.stringify(value), group);
  }
  return [...groups.values()].map(({ value, nodes }) => ({
    name: key,
    ...shown(key, value, isSecret),
    nodes,
    all: nodes.length === all.nodes.length,
  }));
}

function known(evaluate: () => Known): Known | undefined {
  try {
    return evaluate();
  } catch (error) {
    if (error instanceof NotEvaluable) return undefined;
    throw error;
  }
}
