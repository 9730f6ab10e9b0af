import type { ModuleModel } from '../../model/module.js';
import { connections } from '../model/connections.js';
import { type Infrastructure, type InfrastructureNode, nodeOf } from '../model/infrastructure.js';
import { commonData, evaluatorOf, nodeData } from '../model/node-data.js';
import { assumed } from '../plan/input.js';
import { planNode } from '../plan/node.js';
import { capacityFormulas } from '../plan/formulas.js';
import { restartsOf } from './restarts.js';
import type { Change, NodeState, NodeChange, InfrastructureDiff } from './model.js';

export function diffInfrastructures(
  before: Infrastructure,
  after: Infrastructure,
  model: ModuleModel,
): InfrastructureDiff {
  const names = [...new Set([...before.nodes, ...after.nodes].map(({ certname }) => certname))];
  const common = changes(commonData(before), commonData(after));
  const links = (all: Infrastructure): string[] => [
    ...new Set(connections(all).map(({ from, to, port }) => `${from.name} -> ${to.name}: ${port}`)),
  ];
  const [old, now] = [links(before), links(after)];
  const everywhere = new Set(common.map(({ name }) => name));
  return {
    nodes: names.flatMap((name) => nodeChange(before, after, name, everywhere, model)),
    data: common,
    connections: {
      added: now.filter((link) => !old.includes(link)),
      removed: old.filter((link) => !now.includes(link)),
    },
  };
}

function nodeChange(
  before: Infrastructure,
  after: Infrastructure,
  certname: string,
  everywhere: ReadonlySet<string>,
  model: ModuleModel,
): readonly NodeChange[] {
  const [old, now] = [nodeOf(before, certname), nodeOf(after, certname)];
  const kind = old === undefined ? 'added' : now === undefined ? 'removed' : 'changed';
  const settings = changes(old ? settingsOf(before, old, model) : {}, now ? settingsOf(after, now, model) : {});
  const known = { before: old && stateOf(before, old, model), after: now && stateOf(after, now, model) };
  const made: NodeChange = {
    certname,
    kind,
    facts: changes(old ? factsOf(old) : {}, now ? factsOf(now) : {}),
    certificate: changes(old ? certificateOf(old) : {}, now ? certificateOf(now) : {}),
    data: changes(old ? nodeData(before, old) : {}, now ? nodeData(after, now) : {}).filter(
      ({ name }) => kind === 'changed' && !everywhere.has(name),
    ),
    settings,
    restarts: kind === 'changed' && now !== undefined ? restartsOf(now, settings, known, before, after) : [],
  };
  const isSame = [made.facts, made.certificate, made.data, made.settings, made.restarts].every(
    (list) => list.length === 0,
  );
  return kind === 'changed' && isSame ? [] : [made];
}

/** What differs, by name; names of both sides in the order in which they come. */
function changes<T>(before: Readonly<Record<string, T>>, after: Readonly<Record<string, T>>): readonly Change<T>[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name): Change<T>[] => {
    const [old, now] = [before[name], after[name]];
    if (JSON.stringify(old) === JSON.stringify(now)) return [];
    return [{ name, ...(old === undefined ? {} : { before: old }), ...(now === undefined ? {} : { after: now }) }];
  });
}

function factsOf({ roles, os, cpus, memoryMb }: InfrastructureNode): Record<string, string> {
  return {
    roles: roles.join(', '),
    ...(os === undefined ? {} : { os: `${os.name} ${os.release}` }),
    ...(cpus === undefined ? {} : { cpus: String(cpus) }),
    ...(memoryMb === undefined ? {} : { memory: `${memoryMb} MiB` }),
  };
}

function certificateOf({ ppRole, altNames, extensions }: InfrastructureNode): Record<string, string> {
  return {
    ...(ppRole === undefined ? {} : { pp_role: ppRole }),
    ...(altNames.length === 0 ? {} : { 'alternative names': altNames.join(', ') }),
    ...extensions,
  };
}

function settingsOf(all: Infrastructure, node: InfrastructureNode, model: ModuleModel): Record<string, string> {
  if (!node.isServer && !node.runsOpenvoxdb && !node.runsPostgresql) return {};
  const definitions = [...model.definitions, ...capacityFormulas];
  const { figures } = planNode(definitions, all.module.name, {
    certname: node.certname,
    role: '',
    cpus: node.cpus ?? assumed.cpus,
    memoryMb: node.memoryMb ?? assumed.memoryMb,
    ...(node.ppRole === undefined ? {} : { ppRole: node.ppRole }),
    data: nodeData(all, node),
  });
  return Object.fromEntries(
    figures.map(({ label, value, unit }) => [label, unit === '' ? String(value) : `${value} ${unit}`]),
  );
}

function stateOf(all: Infrastructure, node: InfrastructureNode, model: ModuleModel): NodeState {
  const evaluator = evaluatorOf(model, all, node);
  return {
    openvoxdbAddress: evaluator.variable(`${all.module.name}::openvoxdb_address`),
    databaseHosts: evaluator.variable(`${all.module.name}::database_hosts`),
  };
}
