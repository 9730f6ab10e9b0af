/** First runs, in the order of the module's README; a test holds the two together. */
import type { Infrastructure, InfrastructureNode } from '../model/infrastructure.js';
import type { Phase, Step } from './model.js';
import { keysOfServer, password, signing } from './keys.js';
import { apply, environmentFolder, join, running, works } from './steps.js';

export function firstRuns(all: Infrastructure): readonly Phase[] {
  const { nodes, primary } = all;
  const others = nodes.filter(({ certname }) => certname !== primary);
  const done = new Set<string>([primary]);
  /** Each node joins in the first phase that has a job for it. */
  const take = (choose: (node: InfrastructureNode) => boolean): readonly InfrastructureNode[] => {
    const found = others.filter((node) => !done.has(node.certname) && choose(node));
    for (const { certname } of found) done.add(certname);
    return found;
  };
  const brought = (chosen: readonly InfrastructureNode[]): readonly Step[] =>
    chosen.flatMap((node) => [
      ...password(all, node.certname),
      ...join(all, node),
      apply(node.certname, 'Apply its catalog', works(all, node)),
      ...(node.isServer ? keysOfServer(all, node.certname) : []),
    ]);

  const database = take(({ runsPostgresql, runsEtcd }) => runsPostgresql || runsEtcd);
  const openvoxdb = ownerFirst(
    take(({ runsOpenvoxdb, isServer }) => runsOpenvoxdb && !isServer),
    all,
  );
  const openvoxdbBalancer = take(({ certname }) => certname === all.dbLoadbalancer);
  const compilers = take(({ isServer }) => isServer);
  const balancer = take(({ certname }) => certname === all.loadbalancer);
  const consoles = [...take(({ runsForeman }) => runsForeman), ...take(({ runsOpenvoxview }) => runsOpenvoxview)];
  const agents = take(() => true);
  const again = (why: string): Step => apply(primary, why, running(primary, 8140));
  return [
    {
      title: 'Primary',
      firstRun: 'Primary or monolithic server',
      steps: [first(all), ...keysOfServer(all, primary), ...deployed(all), ...signing(all)],
    },
    { title: 'PostgreSQL', firstRun: 'PostgreSQL', steps: brought(database) },
    {
      title: 'Primary again',
      firstRun: 'Primary',
      steps: [again('Apply its catalog, now as an agent of itself')],
    },
    {
      title: 'OpenVoxDB nodes',
      firstRun: 'OpenVoxDB nodes',
      steps: [
        ...brought(openvoxdb),
        ...brought(openvoxdbBalancer),
        ...(openvoxdb.length + openvoxdbBalancer.length === 0 ? [] : [again('Apply its catalog once more')]),
      ],
    },
    { title: 'Compilers', firstRun: 'Compilers', steps: brought(compilers) },
    { title: 'Balancer of the compilers', firstRun: 'Balancer of the compilers', steps: brought(balancer) },
    { title: 'Consoles', firstRun: 'Foreman', steps: brought(consoles) },
    {
      title: 'All other agents',
      firstRun: 'All other agents',
      intro: `Every other node asks ${all.agentAddress} for its catalogs, and ${primary} for its certificate.`,
      steps: brought(agents),
    },
    { title: 'Nothing is left to do', steps: nodes.map(quiet) },
  ];
}

/** The node that owns the database migrates it, so it comes first. */
function ownerFirst(
  nodes: readonly InfrastructureNode[],
  { openvoxdb }: Infrastructure,
): readonly InfrastructureNode[] {
  return [...nodes].sort((a, b) => Number(b.certname === openvoxdb) - Number(a.certname === openvoxdb));
}

function first(all: Infrastructure): Step {
  const folder = environmentFolder(all);
  return {
    node: all.primary,
    title: 'Apply the code without a server',
    commands: [`puppet apply --environment ${all.environment} ${folder}/manifests/site.pp`],
    check: running(all.primary, 8140),
    note: 'It sets up the certificate authority and the server; what needs a database that is not there yet comes later.',
  };
}

/** The first deployment takes the environment away before it brings the new one. */
function deployed(all: Infrastructure): readonly Step[] {
  if (typeof all.keys.control_repo !== 'string') return [];
  const folder = environmentFolder(all);
  return [
    {
      node: all.primary,
      title: 'Deploy the code from its repository, in place of what was put there by hand',
      commands: ['openvox-deploy-code'],
      check: { commands: [`ls ${folder}/modules`], expect: 'lists the modules of the Puppetfile' },
      note: 'Until it has ended there is no catalog for anybody.',
    },
  ];
}

function quiet({ certname }: InfrastructureNode): Step {
  return {
    node: certname,
    title: 'Apply its catalog once more',
    commands: ['puppet agent --test'],
    check: { commands: ['echo $?'], expect: 'prints `0`: nothing was changed' },
  };
}
