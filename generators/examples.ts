/** `examples/`: a control repository to begin with for each tier, and a manifest for each public class. */
import type { ModuleModel, RoleModel, TierModel } from '../src/model/module.js';
import type { Data } from '../src/model/value.js';
import { type EmitContext, type LockedModule } from '../src/model/emit.js';
import { textFile, type Emitter } from './context.js';
import { hierarchyText } from './hiera.js';
import { lockedModules } from './lock.js';
import { pathInModule } from './names.js';
import { sortedBy } from '../src/text/order.js';
import { render } from '../src/text/template.js';
import { yamlText } from '../src/text/yaml.js';

export const examples: Emitter = function* (model, context) {
  for (const tier of model.tiers) {
    const folder = `examples/${tier.name}`;
    yield textFile(`${folder}/README.md`, render('examples/README.md', { tier, identity: model.identity }));
    yield textFile(`${folder}/data/common.yaml`, yamlText(tier.data, { comment: schemaComment(model.identity.name) }));
    yield textFile(`${folder}/hiera.yaml`, hierarchyText(siteHierarchy));
    yield textFile(`${folder}/manifests/site.pp`, siteManifest(model, tier));
    yield textFile(`${folder}/Puppetfile`, puppetfile(model, context));
  }
  for (const { definition } of model.definitions) {
    if (definition.kind !== 'class' || definition.documentation.api === 'private') continue;
    const path = `examples/${pathInModule(definition.name) || 'init'}.pp`;
    yield textFile(path, classExample(definition.name, definition.documentation.examples ?? []));
  }
};

/** Editors complete and check the keys; r10k puts modules next to `data/`. */
function schemaComment(module: string): string {
  return `yaml-language-server: $schema=../modules/${module}/schema/hiera.schema.json`;
}

const siteHierarchy = [
  { name: 'Node', path: 'nodes/%{trusted.certname}.yaml' },
  { name: 'Common data', path: 'common.yaml' },
];

/** Classes by certificate name. Roles that have no name of their own come from `pp_role`, which the main class reads. */
function siteManifest({ identity, roles }: ModuleModel, tier: TierModel): string {
  const wanted = new Set(tier.nodes.flatMap((node) => node.roles));
  const present = roles.filter(({ name }) => wanted.has(name));
  const byNode = new Map<string, RoleModel[]>();
  for (const role of present) {
    const name = role.namedBy === undefined ? undefined : certname(tier.data[role.namedBy]);
    if (name !== undefined) byNode.set(name, [...(byNode.get(name) ?? []), role]);
  }
  return render('examples/site.pp', {
    module: identity.name,
    nodes: sortedBy(byNode, ([name]) => name).map(([name, list]) => ({
      name,
      titles: list.map(({ title }) => title),
      classes: [...new Set([identity.name, ...list.flatMap(({ classes }) => classes)])],
    })),
    certificateRoles: present.flatMap(({ ppRole, title }) => (ppRole === undefined ? [] : [{ ppRole, title }])),
  });
}

function certname(value: Data | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Every component module, since r10k does not follow dependencies. */
function puppetfile(model: ModuleModel, context: EmitContext): string {
  const { owner, name, version } = model.identity;
  return render('examples/Puppetfile', {
    own: { slug: `${owner}/${name}`, version },
    modules: puppetfileModules(model, context),
  });
}

/** The locked modules, from Git only those whose version the Forge has not. */
export function puppetfileModules(model: ModuleModel, context: EmitContext): readonly LockedModule[] {
  return lockedModules(model, context).map(({ git, ...module }) =>
    git === undefined || git.ref.replace(/^v/, '') === module.version ? module : { ...module, git },
  );
}

function classExample(name: string, examples: readonly { readonly title: string; readonly code: string }[]): string {
  const parts = examples.map(({ title, code }) => `# ${title}\n${code.trim()}\n`);
  return parts.length > 0 ? parts.join('\n') : `include ${name}\n`;
}
