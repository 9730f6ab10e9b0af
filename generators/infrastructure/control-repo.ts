/** The overlay of a control repository that follows from an infrastructure. */
import { type Infrastructure, type InfrastructureNode, roleOf } from '../../src/infrastructure/model/infrastructure.js';
import { eyamlFolder } from '../../src/infrastructure/model/keys.js';
import { neededSecrets, storeKey } from '../../src/infrastructure/secrets/needed.js';
import type { FileTree, GeneratedFile, ModuleModel } from '../../src/model/module.js';
import type { Data } from '../../src/model/value.js';
import { codePaths } from '../../src/platform/code/paths.js';
import { foremanTimeout } from '../../src/platform/foreman/enc.js';
import { type EmitContext } from '../../src/model/emit.js';
import { type Entry, textFile } from '../context.js';
import { puppetfileModules } from '../examples.js';
import { sortedBy } from '../../src/text/order.js';
import { render } from '../../src/text/template.js';
import { yamlText } from '../../src/text/yaml.js';
import { bootstrapFiles } from './bootstrap.js';
import { FROM_DESCRIPTION } from './from-description.js';
import { dataSchema } from './data-schema.js';

/** Where the schema of the Hiera data goes. */
const SCHEMA = 'schema/hiera.schema.json';
/** The file with encrypted secrets, which `infra secrets` makes; below the folder of data. */
export const SECRETS_FILE = 'secrets.yaml';

/** All files of the overlay, sorted by path. Pure. */
export function controlRepo(all: Infrastructure, model: ModuleModel, context: EmitContext): FileTree {
  const files = new Map<string, GeneratedFile>();
  const emitters = [data, hierarchy, classification, puppetfile, environment, bootstrapFiles, schema];
  for (const emit of emitters) for (const [path, file] of emit(all, model, context)) files.set(path, file);
  return new Map(sortedBy(files, ([path]) => path));
}

/** A file of data, whose first line tells editors which schema it has. */
function dataFile(path: string, entries: Readonly<Record<string, Data>>): Entry {
  const up = '../'.repeat(path.split('/').length - 1);
  return textFile(
    path,
    yamlText(entries, { comment: `yaml-language-server: $schema=${up}${SCHEMA}\n${FROM_DESCRIPTION}` }),
  );
}

function* data(all: Infrastructure): Iterable<Entry> {
  const { module, keys, hiera, roleHiera, nodes } = all;
  const platform = Object.fromEntries(Object.entries(keys).map(([name, value]) => [`${module.name}::${name}`, value]));
  const references = Object.fromEntries(
    neededSecrets(all).flatMap(({ name, key }) => {
      const store = storeKey(all, name);
      return store === undefined ? [] : [[key, `%{lookup('${store}')}`] as const];
    }),
  );
  yield dataFile('data/common.yaml', { ...platform, ...references, ...reporting(all), ...hiera });
  for (const [name, entries] of Object.entries(roleHiera)) {
    const ppRole = Object.keys(roleHiera).length > 0 ? roleOf(name as keyof typeof roleHiera).ppRole : undefined;
    if (ppRole !== undefined && Object.keys(entries).length > 0) yield dataFile(`data/roles/${ppRole}.yaml`, entries);
  }
  for (const node of nodes) {
    const own = nodeEntries(all, node);
    if (Object.keys(own).length > 0) yield dataFile(`data/nodes/${node.certname}.yaml`, own);
  }
}

/** What no class hands on: a Foreman on another node that does not answer holds a server for so long. */
function reporting({ withForeman, foreman, primary }: Infrastructure): Readonly<Record<string, Data>> {
  return withForeman && foreman !== primary ? { 'puppetserver_foreman::reports_timeout': foremanTimeout } : {};
}

/** Data of one node: those of its roles that no certificate tells, and its own. */
function nodeEntries(
  { roleHiera }: Infrastructure,
  { roles, hiera }: InfrastructureNode,
): Readonly<Record<string, Data>> {
  const ofRoles = roles.filter((role) => roleOf(role).ppRole === undefined).map((role) => roleHiera[role] ?? {});
  return Object.assign({}, ...ofRoles, hiera) as Readonly<Record<string, Data>>;
}

function* hierarchy(all: Infrastructure): Iterable<Entry> {
  const keys = eyamlFolder(all);
  const encrypted =
    keys === undefined
      ? []
      : [
          {
            name: 'Secrets',
            lookup_key: 'eyaml_lookup_key',
            path: SECRETS_FILE,
            options: {
              pkcs7_private_key: `${keys}/private_key.pkcs7.pem`,
              pkcs7_public_key: `${keys}/public_key.pkcs7.pem`,
            },
          },
        ];
  // A Hiera repository is the site's own: each of its levels comes right after the one that follows from the description.
  const datadir = `${codePaths.hieradata}/%{environment}`;
  const level = (name: string, path: string) =>
    all.keys.hiera_repo === undefined
      ? [{ name, path }]
      : [
          { name, path },
          { name: `${name}, of the Hiera repository`, datadir, path },
        ];
  const content = {
    version: 5,
    defaults: { datadir: 'data', data_hash: 'yaml_data' },
    hierarchy: [
      ...level('Node', 'nodes/%{trusted.certname}.yaml'),
      ...level('Role', 'roles/%{trusted.extensions.pp_role}.yaml'),
      ...encrypted,
      ...level('Common data', 'common.yaml'),
    ],
  };
  yield textFile('hiera.yaml', yamlText(content, { comment: FROM_DESCRIPTION, spaced: true }));
}

function* classification({ module, nodes }: Infrastructure): Iterable<Entry> {
  const titles = (node: InfrastructureNode): string[] =>
    node.roles.filter((role) => role !== 'agent').map((role) => roleOf(role).title);
  // What the extension of the certificate tells, the main class does by itself.
  const classified = nodes.filter(({ classes }) => classes.length > 1);
  const certificateRoles = [...new Set(nodes.flatMap(({ roles }) => roles))].flatMap((role) => {
    const { ppRole, title } = roleOf(role);
    return ppRole === undefined ? [] : [{ ppRole, title }];
  });
  const text = render('examples/site.pp', {
    module: module.name,
    nodes: classified.map((node) => ({ name: node.certname, titles: titles(node), classes: node.classes })),
    certificateRoles,
  });
  yield textFile('manifests/site.pp', `# ${FROM_DESCRIPTION}\n\n${text.trimStart()}`);
}

function* puppetfile({ module }: Infrastructure, model: ModuleModel, context: EmitContext): Iterable<Entry> {
  const text = render('examples/Puppetfile', {
    own: { slug: `${module.owner}/${module.name}`, version: module.version },
    modules: puppetfileModules(model, context),
  });
  const { git, ref } = module;
  const own = `mod '${module.owner}/${module.name}', '${module.version}'`;
  const fromGit =
    git === undefined
      ? own
      : [
          `mod '${module.name}',`,
          `  git: '${git}'${ref === undefined ? '' : ','}`,
          ...(ref === undefined ? [] : [`  ref: '${ref}'`]),
        ].join('\n');
  yield textFile('Puppetfile', `# ${FROM_DESCRIPTION}\n${text.replace(own, fromGit)}`);
}

function* environment(): Iterable<Entry> {
  yield textFile(
    'environment.conf',
    `# ${FROM_DESCRIPTION}\nmodulepath = modules:site-modules:$basemodulepath\nmanifest = manifests\n`,
  );
}

function* schema(_all: Infrastructure, model: ModuleModel, context: EmitContext): Iterable<Entry> {
  yield textFile(SCHEMA, `${JSON.stringify(dataSchema(model, context), undefined, 2)}\n`);
}
