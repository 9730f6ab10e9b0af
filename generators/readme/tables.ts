/** Tables of the module's README. */
import type { ModuleModel, OperatingSystem, RoleModel, TierModel } from '../../src/model/module.js';
import type { Definition, Parameter } from '../../src/puppet/ast.js';
import { printType } from '../../src/puppet/types/index.js';
import { expressionText } from '../../src/puppet/print/expression-text.js';
import { code, enumeration, table } from '../markdown.js';
import { componentClasses } from './declarations.js';

/** The roles that a node has by classification. The main class is on every node, and named in a row of its own. */
export function classification(module: string, roles: readonly RoleModel[]): string {
  const rows = roles
    .filter(
      ({ ppRole, classes }) => classes.some((name) => name !== module) || (ppRole === undefined && classes.length > 0),
    )
    .map(({ title, classes, notes = '' }) => {
      const further = classes.filter((name) => name !== module);
      return [title, (further.length > 0 ? further : classes).map(code).join('<br>'), notes];
    });
  const named = rows.some(([, classes]) => classes === code(module));
  return table(['Server role', 'Classify with', 'Notes'], named ? rows : [['_All nodes_', code(module), ''], ...rows]);
}

/** The nodes of a tier's example: what they are called there, and what makes them what they are. */
export function tierNodes(module: string, tier: TierModel, roles: readonly RoleModel[]): string {
  const kinds = tier.nodes.flatMap((node) => node.roles.map((name) => ({ name, optional: node.optional })));
  const rows = roles.flatMap(({ name, title, classes, ppRole, namedBy }) => {
    const kind = kinds.find((item) => item.name === name);
    if (kind === undefined) return [];
    const certname = namedBy === undefined ? undefined : tier.data[namedBy];
    const others = classes.filter((item) => item !== module);
    return [
      [
        kind.optional ? `${title} (optional)` : title,
        typeof certname === 'string' ? code(certname) : '_any_',
        [module, ...others].map(code).join(', '),
        ppRole === undefined ? '' : code(ppRole),
      ],
    ];
  });
  return table(['Node', 'Name in the example', 'Classify with', '`pp_role`'], rows);
}

/** The roles that a node has by the extension `pp_role` of its certificate. */
export function certificateRoles(roles: readonly RoleModel[]): string {
  const rows = roles.flatMap(({ title, ppRole, notes = '' }) =>
    ppRole === undefined ? [] : [[title, code(ppRole), notes]],
  );
  return table(['Server role', '`pp_role`', 'Notes'], rows);
}

/** Parameters of a class, in the order of its signature. */
export function parameterTable({
  parameters,
  documentation,
}: Extract<Definition, { kind: 'class' | 'define' }>): string {
  return table(
    ['Parameter', 'Type', 'Default', 'Description'],
    parameters.map((parameter) => [
      code(parameter.name),
      code(parameter.type ? printType(parameter.type) : 'Any'),
      defaultText(parameter),
      documentation.parameters[parameter.name] ?? '',
    ]),
  );
}

function defaultText({ default: value }: Parameter): string {
  if (value === undefined) return '_required_';
  return code(expressionText(value));
}

/** Which parameters of component classes are taken, and by whom. */
export function settingsTable({ definitions, identity }: ModuleModel): string {
  const list = (names: readonly string[], open = false): string =>
    [...names.map(code), ...(open ? ['_and others, depending on the node_'] : [])].join(', ');
  const rows = componentClasses(definitions, identity.name)
    .filter(({ fixed, yielding, open }) => fixed.length + yielding.length > 0 || open)
    .map(({ name, fixed, yielding, open }) => [code(name), list(fixed, open), list(yielding)]);
  return table(['Component class', 'Decided by the platform', 'Computed, yields to your key'], rows);
}

/** For whoever looks after the firewalls. */
export function portTable({ ports }: ModuleModel): string {
  return table(
    ['Port', 'From', 'To', 'Purpose'],
    ports.map(({ port, from, to, purpose, when }) => [
      String(port),
      from,
      to,
      when === undefined ? purpose : `${purpose} (${when})`,
    ]),
  );
}

/** What runs where: the module as a whole, then the definitions that support less. */
export function systemTable({ operatingSystems, definitions, identity }: ModuleModel): string {
  const limited = definitions.flatMap(({ definition, operatingSystems: systems }) =>
    systems && definition.documentation.api === 'public' ? [{ name: definition.name, systems }] : [],
  );
  return table(
    ['Operating system', code(identity.name), ...limited.map(({ name }) => code(name))],
    operatingSystems.map((system) => [
      system.name,
      enumeration(system.releases),
      ...limited.map(({ systems }) => enumeration(releasesOf(systems, system)) || 'no'),
    ]),
  );
}

function releasesOf(systems: readonly OperatingSystem[], { name }: OperatingSystem): readonly string[] {
  return systems.find((system) => system.name === name)?.releases ?? [];
}
