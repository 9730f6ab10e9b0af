/** An overlay as `infra hiera` writes it, and the catalogs of all nodes that OpenVox compiles from it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { main } from '../../src/cli/main.js';
import type { Infrastructure, InfrastructureNode } from '../../src/infrastructure/model/infrastructure.js';
import { readInfrastructure } from '../../src/infrastructure/description/read.js';
import { neededSecrets } from '../../src/infrastructure/secrets/needed.js';
import { surroundings } from '../cli/surroundings.js';
import { type Catalog, type CatalogResource, Catalogs, realModules } from '../ruby/catalogs.js';

export interface Compiled {
  readonly all: Infrastructure;
  readonly catalogs: ReadonlyMap<string, Catalog>;
}

/** What the platform reads of components, whose stubs have no defaults of their own. */
const stubData = {
  'foreman::user': 'foreman',
  'openvoxdb::ssl_ca_cert_path': '/etc/puppetlabs/puppetdb/ssl/ca.pem',
  'openvoxview::openvoxview_group': 'openvoxview',
  'postgresql::server::group': 'postgres',
  'postgresql::server::port': 5432,
  'postgresql::server::user': 'postgres',
};
const stubCode = `
include postgresql::params
class postgresql::params {
  $bindir = '/usr/lib/postgresql/bin'
  $contrib_package_name = 'postgresql-contrib'
  $datadir = '/var/lib/postgresql/data'
  $group = 'postgres'
  $port = 5432
  $server_package_name = 'postgresql'
  $user = 'postgres'
}
`;

/** Writes the overlay of a description into a folder, as a person would, and compiles it. */
export async function compileOverlay(file: string, folder: string): Promise<Compiled> {
  const { said, contextOf } = surroundings(folder);
  const code = await main(['infra', 'hiera', file, '--output', folder], undefined, contextOf);
  if (code !== 0) throw new Error(said.err);
  const { infrastructure: all } = await readInfrastructure(file);
  if (all === undefined) throw new Error(`${file} cannot be read`);
  const compiler = new Catalogs();
  try {
    return { all, catalogs: await compileAll(all, folder, compiler) };
  } finally {
    await compiler.close();
  }
}

/** Balancers come last: they collect what the members of their pools export. */
async function compileAll(
  all: Infrastructure,
  folder: string,
  compiler: Catalogs,
): Promise<ReadonlyMap<string, Catalog>> {
  const site = readFileSync(join(folder, 'manifests/site.pp'), 'utf8');
  // Encrypted ones come with the data; all others are the site's own, by the names that the description has for them.
  const { secrets: store } = all;
  const secrets =
    store?.backend === 'eyaml'
      ? []
      : neededSecrets(all).map(
          ({ name, key }) => [store?.key.replaceAll('{name}', name) ?? key, `${name}-of-a-test`] as const,
        );
  const data = { ...Object.fromEntries(secrets), ...(realModules === undefined ? stubData : {}) };
  const exported: CatalogResource[] = [];
  const catalogs = new Map<string, Catalog>();
  for (const node of [...all.nodes].sort((one, other) => Number(one.runsBalancer) - Number(other.runsBalancer))) {
    const { certname, os } = node;
    const role = roleIn(folder, certname);
    const catalog = await compiler.compile({
      certname,
      ...(role === undefined ? {} : { role }),
      os: os === undefined ? 'debian-12' : `${os.name}-${os.release}`.toLowerCase(),
      facts: hardware(node),
      classes: [],
      code: realModules === undefined ? site + stubCode : site,
      environment: folder,
      data,
      exported,
      ...(realModules === undefined ? { lenient: true } : { cycles: true }),
    });
    exported.push(...[...catalog.values()].filter((resource) => resource.exported));
    catalogs.set(certname, catalog);
  }
  return catalogs;
}

function hardware({ cpus, memoryMb }: InfrastructureNode): Readonly<Record<string, unknown>> {
  return {
    ...(cpus === undefined ? {} : { processors: { count: cpus } }),
    ...(memoryMb === undefined ? {} : { memory: { system: { total_bytes: memoryMb * 1024 * 1024 } } }),
  };
}

/** The role that the certificate of a node will have. */
function roleIn(folder: string, certname: string): string | undefined {
  const text = readFileSync(join(folder, 'bootstrap', certname, 'csr_attributes.yaml'), 'utf8');
  const { extension_requests: requests } = parse(text) as { extension_requests?: { readonly pp_role?: string } };
  return requests?.pp_role;
}
