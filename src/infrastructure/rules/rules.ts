/** Rules that an infrastructure has to follow, whatever it was read from. */
import { isHash, type Known } from '../../evaluate/values.js';
import { finding, type Finding, warning } from '../../findings/finding.js';
import type { ModuleModel } from '../../model/module.js';
import { foremanSystems } from '../../platform/foreman/supported.js';
import { type Infrastructure, type InfrastructureNode, nodeOf } from '../model/infrastructure.js';
import { evaluatorOf, nodeData } from '../model/node-data.js';
import { neededSecrets } from '../secrets/needed.js';
import { ruleDiagnostics as row } from './diagnostics.js';
import { extensionRules } from './extensions.js';
import { memoryRules } from './memory.js';
import { hostProblem, meantHost } from '../model/hosts.js';
import { type RuleInput, known, isInterpolated, siteInRoles } from './input.js';

/** Everything that is wrong with an infrastructure. */
export function infrastructureFindings(all: Infrastructure, model: ModuleModel): readonly Finding[] {
  const input: RuleInput = { all, model };
  const names = nameRules(all);
  const rules = [
    authorities,
    collector,
    systems,
    connectionRules,
    memoryRules,
    extensionRules,
    signing,
    secrets,
    loneDatabase,
    unused,
    counts,
  ];
  // A name that leads nowhere breaks every other rule besides.
  const guarded = names.some(({ code }) => code === row.dangling.code) ? [] : guards(input);
  return [...names, ...guarded, ...rules.flatMap((rule) => rule(input))];
}

/** What can be told of an infrastructure whose description has mistakes that are left out of it. */
export function restFindings(all: Infrastructure, model: ModuleModel): readonly Finding[] {
  const rules = [authorities, collector, connectionRules, memoryRules, extensionRules, signing];
  return [...nameRules(all), ...rules.flatMap((rule) => rule({ all, model }))];
}

function nameRules({
  nodes,
  places,
  primary,
  foreman,
  openvoxview,
  openvoxdb,
  compilers,
  openvoxdbNodes,
  loadbalancer,
  dbLoadbalancer,
  isDbLoadbalancerExternal,
  postgresql,
  keys,
  withForeman,
  withOpenvoxview,
}: Infrastructure): readonly Finding[] {
  const names = nodes.map(({ certname }) => certname);
  const findings: Finding[] = [];
  const named = (what: string, name: string | undefined, path: readonly (string | number)[]): void => {
    if (name === undefined || names.includes(name)) return;
    findings.push(finding(row.dangling, places.site(path), what, name, meantHost(name, names)));
  };
  const list = (what: string, values: readonly string[], path: readonly string[], offset = 0): void => {
    values.forEach((name, index) => {
      named(what, name, [...path, index + offset]);
      if (values.indexOf(name) !== index)
        findings.push(finding(row.repeated, places.site([...path, index + offset]), what, name));
    });
  };
  named('primary_server', primary, ['primary_server']);
  if (withForeman) named('foreman_server', foreman === primary ? undefined : foreman, ['foreman_server']);
  if (withOpenvoxview)
    named('openvoxview_server', openvoxview === primary ? undefined : openvoxview, ['openvoxview_server']);
  named('openvoxdb', openvoxdb === primary ? undefined : openvoxdb, ['openvoxdb']);
  if (keys.loadbalancer !== undefined) named('loadbalancer', loadbalancer, ['loadbalancer']);
  if (!isDbLoadbalancerExternal) named('db_loadbalancer', dbLoadbalancer, ['db_loadbalancer']);
  list('compilers', compilers, ['compilers']);
  if (openvoxdb !== primary) list('openvoxdb_nodes', openvoxdbNodes.slice(1), ['openvoxdb_nodes']);
  if (postgresql.kind === 'node') named('postgresql', postgresql.address, ['postgresql']);
  if (postgresql.kind === 'patroni') {
    list('patroni_members', postgresql.members, ['postgresql', 'patroni_members']);
    list('patroni_async_members', postgresql.asynchronous, ['postgresql', 'patroni_async_members']);
    list('etcd_members', postgresql.etcd, ['postgresql', 'etcd_members']);
  }
  for (const [index, node] of nodes.entries()) {
    const wrong = hostProblem(node.certname);
    if (wrong !== undefined)
      findings.push(finding(row.nodeName, places.site(node.path, 'key'), node.certname, wrong.problem, wrong.help));
    if (names.indexOf(node.certname) !== index)
      findings.push(finding(row.sameNode, places.site(node.path, 'key'), node.certname));
  }
  // A name is told once, at the place that says most of it.
  return [...new Map(findings.map((item) => [item.message, item])).values()];
}

function guards({ all, model }: RuleInput): readonly Finding[] {
  const problems = new Map<string, InfrastructureNode>();
  for (const node of all.nodes) {
    const rules = known(() => evaluatorOf(model, all, node).variable(`${model.identity.name}::guards::rules`), isHash);
    for (const rule of Object.values(rules ?? {})) {
      if (isHash(rule) && rule.broken === true && typeof rule.problem === 'string' && !problems.has(rule.problem))
        problems.set(rule.problem, node);
    }
  }
  return [...problems].map(([problem, node]) => finding(row.guard, placeOf(problem, node, all), problem));
}

/** The first key of the description that the problem names; else the node. */
function placeOf(problem: string, node: InfrastructureNode, { places, module }: Infrastructure) {
  const root = places.site([]);
  for (const [, key = ''] of problem.matchAll(new RegExp(`${module.name}::(\\w+)`, 'g'))) {
    for (const path of [[key], ['postgresql', key]]) {
      const site = places.site(path, 'key');
      if (site.line !== root.line || site.column !== root.column) return site;
    }
  }
  return places.site(node.path, 'key');
}

function authorities({ all }: RuleInput): readonly Finding[] {
  const { module, primary, places } = all;
  return all.nodes.flatMap((node) => {
    const found: Finding[] = [];
    const at = (key: string) => places.site([...node.path, 'hiera', key]);
    const other = node.hiera[`${module.name}::primary_server`];
    if (typeof other === 'string' && other !== '' && !isInterpolated(other) && other.toLowerCase() !== primary) {
      found.push(finding(row.twoAuthorities, at(`${module.name}::primary_server`), other.toLowerCase(), primary));
    }
    const isAuthority = node.hiera['puppet::server_ca'];
    if (isAuthority === true && node.certname !== primary)
      found.push(finding(row.twoAuthorities, at('puppet::server_ca'), node.certname, primary));
    if (isAuthority === false && node.certname === primary)
      found.push(finding(row.noAuthority, at('puppet::server_ca'), primary));
    return found;
  });
}

function collector({ all }: RuleInput): readonly Finding[] {
  if (!all.withOpenvoxdb) return [];
  const owner = nodeOf(all, all.openvoxdb);
  if (owner === undefined) {
    const why = 'is not one of the nodes';
    // A primary that is none has its finding, and no key of the description names an owner.
    return all.openvoxdb === all.primary
      ? []
      : [finding(row.noCollector, all.places.site(['openvoxdb']), all.openvoxdb, why)];
  }
  const data = nodeData(all, owner);
  const site = (key: string) =>
    key in owner.hiera ? all.places.site([...owner.path, 'hiera', key]) : all.places.site(['hiera', key]);
  const off = ['openvoxdb::gc_interval', 'openvoxdb::server::gc_interval'].find(
    (key) => data[key] === 0 || data[key] === '0',
  );
  if (off !== undefined) return [finding(row.noCollector, site(off), all.openvoxdb, `has ${off} 0`)];
  const switchedOff = `${all.module.name}::use_openvoxdb`;
  if (owner.hiera[switchedOff] === false)
    return [finding(row.noCollector, site(switchedOff), all.openvoxdb, `has ${switchedOff} false`)];
  return [];
}

function systems({ all, model }: RuleInput): readonly Finding[] {
  return all.nodes.flatMap((node) => {
    const { os } = node;
    if (os === undefined) return [];
    const site = all.places.site([...node.path, 'os']);
    const system = `${os.name} ${os.release}`;
    const found: Finding[] = [];
    const judge = (
      what: string,
      allowed: readonly { readonly name: string; readonly releases: readonly string[] }[],
    ): void => {
      if (allowed.some(({ name, releases }) => name === os.name && releases.includes(os.release))) return;
      const list = allowed
        .filter(({ releases }) => releases.length > 0)
        .map(({ name, releases }) => `${name} ${releases.join(', ')}`);
      found.push(finding(row.system, site, node.certname, system, what, list.join('; ')));
    };
    if (node.runsForeman) judge('Foreman', foremanSystems);
    for (const name of node.classes) {
      const limited = model.definitions.find(({ definition }) => definition.name === name)?.operatingSystems;
      if (limited !== undefined && !(name.endsWith('::foreman') && node.runsForeman)) judge(name, limited);
    }
    return found;
  });
}

const isNumber = (value: Known): value is number => typeof value === 'number';

function connectionRules({ all, model }: RuleInput): readonly Finding[] {
  const module = model.identity.name;
  return all.nodes
    .filter(({ runsPostgresql }) => runsPostgresql)
    .flatMap((node) => {
      const data = nodeData(all, node);
      const place = (key: string, inner: readonly string[] = []) =>
        key in node.hiera
          ? all.places.site([...node.path, 'hiera', key, ...inner])
          : siteInRoles(all, node, key, inner);
      const found: Finding[] = [];
      const services = all.openvoxdbNodes.length;
      const stated = data[`${module}::profile::postgresql::openvoxdb_nodes`];
      if (typeof stated === 'number' && stated < services) {
        found.push(
          finding(row.fewDatabases, place(`${module}::profile::postgresql::openvoxdb_nodes`), stated, services),
        );
      }
      const evaluator = evaluatorOf(model, all, node);
      const needed = known(() => evaluator.variable(`${module}::postgresql::settings::connections`), isNumber);
      const key = 'postgresql::server::config_entries';
      const entries = data[key];
      const given = isHash(entries ?? null)
        ? (entries as Readonly<Record<string, unknown>>).max_connections
        : undefined;
      const count = typeof given === 'string' || typeof given === 'number' ? Number(given) : undefined;
      if (count !== undefined && needed !== undefined && count < needed)
        found.push(finding(row.connections, place(key, ['max_connections']), count, needed));
      return found;
    });
}

function signing({ all }: RuleInput): readonly Finding[] {
  if (all.autosign !== 'all') return [];
  const site = all.places.site(['autosign']);
  if (!all.lab) return [finding(row.autosign, site)];
  const { loadbalancer, dbLoadbalancer, agentAddress, primary, postgresql } = all;
  const ofCluster =
    postgresql.kind === 'patroni' && !postgresql.members.includes(postgresql.address) ? postgresql.address : undefined;
  const shared = loadbalancer ?? dbLoadbalancer ?? ofCluster ?? (agentAddress === primary ? undefined : agentAddress);
  return shared === undefined ? [] : [finding(row.autosignPool, site, shared)];
}

function secrets({ all }: RuleInput): readonly Finding[] {
  if (all.secrets !== undefined) return [];
  return neededSecrets(all).flatMap(({ key, readers }) => {
    const lacking = readers.filter((name) => {
      const node = nodeOf(all, name);
      const value = node && nodeData(all, node)[key];
      return value === undefined || value === null || value === '';
    });
    return lacking.length === 0 ? [] : [warning(row.secret, all.places.site([]), key, lacking.join(', '))];
  });
}

function loneDatabase({ all }: RuleInput): readonly Finding[] {
  const { tier, postgresql, places } = all;
  return tier === 'extra_large' && postgresql.kind === 'node'
    ? [warning(row.single, places.site(['postgresql']), postgresql.address)]
    : [];
}

/** What would be there, and nobody would ask it. */
function unused({ all }: RuleInput): readonly Finding[] {
  const { compilers, primary, loadbalancer, agentAddress, places, postgresql, withOpenvoxdb, withForeman } = all;
  const others = compilers.filter((name) => name !== primary);
  return [
    ...(others.length > 0 && loadbalancer === undefined && agentAddress === primary
      ? [warning(row.unusedCompilers, places.site(['compilers'], 'key'), others, primary, all.module.name)]
      : []),
    ...((postgresql.kind === 'node' || postgresql.kind === 'patroni') && !withOpenvoxdb && !withForeman
      ? [warning(row.unusedPostgresql, places.site(['postgresql'], 'key'), postgresql.address)]
      : []),
  ];
}

function counts({ all }: RuleInput): readonly Finding[] {
  const { agents, nodes, places } = all;
  return agents !== undefined && agents < nodes.length
    ? [finding(row.agents, places.site(['agents']), agents, nodes.length)]
    : [];
}
