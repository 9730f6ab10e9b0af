/**
 * What keeps a second run from being quiet, as far as a catalog shows it: a file that two resources write, and commands
 * that are run each time. Native types look at the node first, and that they do is their modules' concern.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Catalog, Catalogs, type CatalogResource, realModules } from '../ruby/catalogs.js';
import { rubyEnvironment } from '../ruby/environment.js';
import { platformNodes } from './nodes.js';

const ruby = rubyEnvironment();
const why =
  realModules === undefined
    ? ' (not run: MODULEPATH_REAL names no real modules)'
    : ruby.available
      ? ''
      : ` (not run: ${ruby.missing})`;

const name = ({ type, title }: CatalogResource): string => `${type}[${title}]`;
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The file that a resource writes as a whole, if it does. */
function whole({ type, title, parameters }: CatalogResource): string | undefined {
  if (type === 'Concat_file') return parameters.ensure === 'absent' ? undefined : (text(parameters.path) ?? title);
  if (type !== 'File' || parameters.replace === false) return undefined;
  return parameters.content !== undefined || parameters.source !== undefined
    ? (text(parameters.path) ?? title)
    : undefined;
}

/** The file of which a resource writes a part. */
function part({ type, parameters }: CatalogResource): string | undefined {
  return ['Ini_setting', 'Ini_subsetting', 'File_line', 'Augeas', 'Foreman_config_entry'].includes(type)
    ? (text(parameters.path) ?? text(parameters.target) ?? text(parameters.incl))
    : undefined;
}

/** Files that one resource writes as a whole and another one writes too. */
function fights(catalog: Catalog): readonly string[] {
  const resources = [...catalog.values()].filter(({ exported }) => !exported);
  const owners = new Map<string, string[]>();
  for (const resource of resources) {
    const path = whole(resource);
    if (path !== undefined) owners.set(path, [...(owners.get(path) ?? []), name(resource)]);
  }
  const partial = resources.flatMap((resource) => {
    const path = part(resource);
    return path === undefined || !owners.has(path)
      ? []
      : [`${path}: ${owners.get(path)?.join()} and ${name(resource)}`];
  });
  const double = [...owners].flatMap(([path, names]) => (names.length > 1 ? [`${path}: ${names.join(' and ')}`] : []));
  return [...double, ...partial];
}

/** Commands without a condition, each of which would be a change in every run. */
function restless(catalog: Catalog): readonly string[] {
  const conditions = ['creates', 'unless', 'onlyif'];
  return [...catalog.values()]
    .filter(
      ({ type, parameters }) =>
        type === 'Exec' && parameters.refreshonly !== true && !conditions.some((key) => Object.hasOwn(parameters, key)),
    )
    .map(name);
}

describe.skipIf(why !== '')(`second runs${why}`, () => {
  let catalogs: Catalogs;
  beforeAll(() => {
    catalogs = new Catalogs();
  });
  afterAll(() => catalogs.close());

  it('are not quiet with two writers of a file, or a command without a condition: the test can fail', async () => {
    const code = `
      file { '/etc/sample.ini': content => 'a' }
      ini_setting { 'sample': path => '/etc/sample.ini', section => 'a', setting => 'b', value => 'c' }
      exec { '/bin/true': }
      exec { '/bin/false': refreshonly => true }`;
    const catalog = await catalogs.compile({ certname: 'node.example.com', classes: [], code });
    expect(fights(catalog)).toEqual(['/etc/sample.ini: File[/etc/sample.ini] and Ini_setting[sample]']);
    expect(restless(catalog)).toEqual(['Exec[/bin/true]']);
  });

  for (const os of ['debian-12', 'almalinux-9']) {
    it.each(platformNodes)(
      `have nothing to change on ${os}: $name`,
      async ({ request }) => {
        const catalog = await catalogs.compile({ ...request, os });
        expect({ fights: fights(catalog), restless: restless(catalog) }).toEqual({ fights: [], restless: [] });
      },
      300_000,
    );
  }
});
