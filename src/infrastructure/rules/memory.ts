/** Rules about memory: heaps that fit, and services that fit beside each other. */
import type { Known } from '../../evaluate/values.js';
import { finding, type Finding, warning } from '../../findings/finding.js';
import type { Data } from '../../model/value.js';
import type { Infrastructure, InfrastructureNode } from '../model/infrastructure.js';
import { evaluatorOf, nodeData } from '../model/node-data.js';
import { ruleDiagnostics as row } from './diagnostics.js';
import { isInterpolated, known, type RuleInput, siteInRoles } from './input.js';

const isNumber = (value: Known): value is number => typeof value === 'number';
const units: Readonly<Record<string, number>> = { k: 1 / 1024, m: 1, g: 1024, t: 1024 * 1024 };

/** MiB of a size as a JVM takes it; nothing if it takes no such text. */
function jvmMb(text: string): number | undefined {
  const found = /^(\d+)([kmgt])?$/i.exec(text);
  if (found === null) return undefined;
  const [, amount = '', unit] = found;
  return unit === undefined ? Number(amount) / (1024 * 1024) : Number(amount) * (units[unit.toLowerCase()] ?? 0);
}

/** What Hiera interpolates is known on the node alone. */
const isWrong = (text: string): boolean => jvmMb(text) === undefined && !isInterpolated(text);

/** Names of keys, that may have the bounds of a heap: the smallest and the largest. */
const bounds: readonly (readonly [string, string])[] = [
  ['puppet::server_jvm_min_heap_size', 'puppet::server_jvm_max_heap_size'],
];

export function memoryRules({ all, model }: RuleInput): readonly Finding[] {
  const module = model.identity.name;
  return atOnce(
    all.nodes.flatMap((node): readonly OnNode[] => {
      const data = nodeData(all, node);
      const site: Sites = (key, inner = []) =>
        key in node.hiera
          ? all.places.site([...node.path, 'hiera', key, ...inner])
          : siteInRoles(all, node, key, inner);
      const found: OnNode[] = [
        ...bounds.flatMap(([low, high]) => (node.isServer ? boundFindings(data, low, high, site) : [])),
        ...javaArguments(data, node, site),
      ];
      const { memoryMb } = node;
      if (memoryMb === undefined || !node.isServer) return found;
      const evaluator = evaluatorOf(model, all, node);
      const value = (name: string) => known(() => evaluator.variable(`${module}::tuning::${name}`), isNumber);
      const stated = data['puppet::server_jvm_max_heap_size'];
      if (typeof stated === 'string' && isInterpolated(stated)) return found;
      const own = typeof stated === 'string' ? jvmMb(stated) : undefined;
      const heap = own ?? value('server_heap_mb');
      const place =
        own === undefined
          ? placeOfMemory(all, node, `${module}::tuning::server_heap_mb`, data)
          : site('puppet::server_jvm_max_heap_size');
      if (heap !== undefined && heap * 11 > memoryMb * 10)
        return [...found, { ...finding(row.heap, place, node.certname, heap, memoryMb), on: node.certname }];
      const needed = value('used_mb');
      if (needed !== undefined && needed > memoryMb)
        found.push(warning(row.crowded, all.places.site([...node.path, 'memory']), node.certname, needed, memoryMb));
      return found;
    }),
  );
}

/** A finding about one node, which says the same of others. */
type OnNode = Finding & { readonly on?: string };

/** What one place does to several nodes is told once, with all their names. */
function atOnce(findings: readonly OnNode[]): readonly Finding[] {
  const byPlace = new Map<string, { first: OnNode; nodes: string[] }>();
  for (const item of findings) {
    const place = JSON.stringify([
      item.code,
      item.site,
      item.on === undefined ? item.message : item.message.replace(item.on, ''),
    ]);
    const told = byPlace.get(place);
    if (told === undefined) byPlace.set(place, { first: item, nodes: item.on === undefined ? [] : [item.on] });
    else if (item.on !== undefined) told.nodes.push(item.on);
  }
  return [...byPlace.values()].map(({ first: { on, ...first }, nodes }) =>
    on === undefined || nodes.length === 1 ? first : { ...first, message: first.message.replace(on, nodes.join(', ')) },
  );
}

function placeOfMemory(
  all: Infrastructure,
  node: InfrastructureNode,
  key: string,
  data: Readonly<Record<string, Data>>,
) {
  if (key in data)
    return key in node.hiera ? all.places.site([...node.path, 'hiera', key]) : siteInRoles(all, node, key);
  return all.places.site([...node.path, 'memory']);
}

type Sites = (key: string, inner?: readonly string[]) => ReturnType<Infrastructure['places']['site']>;

function boundFindings(
  data: Readonly<Record<string, Data>>,
  low: string,
  high: string,
  site: Sites,
): readonly Finding[] {
  const [smallest, largest] = [data[low], data[high]];
  const wrong = [low, high].flatMap((key) => {
    const text = data[key];
    return typeof text === 'string' && isWrong(text) ? [finding(row.heapText, site(key), text)] : [];
  });
  if (wrong.length > 0 || typeof smallest !== 'string' || typeof largest !== 'string') return wrong;
  const [least, most] = [jvmMb(smallest), jvmMb(largest)];
  return least !== undefined && most !== undefined && least > most
    ? [finding(row.heapBounds, site(low), smallest, largest)]
    : [];
}

/** OpenVoxDB's options of the JVM, `{ '-Xmx' => '512m' }`. */
function javaArguments(
  data: Readonly<Record<string, Data>>,
  node: InfrastructureNode,
  site: Sites,
): readonly Finding[] {
  const key = 'openvoxdb::server::java_args';
  const options = data[key];
  if (!node.runsOpenvoxdb || typeof options !== 'object' || options === null || Array.isArray(options)) return [];
  const given = options as Readonly<Record<string, Data>>;
  const text = (name: string): string | undefined => (typeof given[name] === 'string' ? given[name] : undefined);
  const [smallest, largest] = [text('-Xms'), text('-Xmx')];
  const wrong = ['-Xms', '-Xmx'].flatMap((name) => {
    const value = text(name);
    return value !== undefined && isWrong(value) ? [finding(row.heapText, site(key, [name]), value)] : [];
  });
  if (wrong.length > 0) return wrong;
  if (smallest === undefined || largest === undefined) return [];
  return (jvmMb(smallest) ?? 0) > (jvmMb(largest) ?? Infinity)
    ? [finding(row.heapBounds, site(key), smallest, largest)]
    : [];
}
