/** Steps that several phases have, and the commands in them. */
import type { Infrastructure, InfrastructureNode } from '../model/infrastructure.js';
import type { Check, Step } from './model.js';

/** Folder of the certificates on every node. */
const ssl = '/etc/puppetlabs/puppet/ssl';

/** Folder of the environment of the infrastructure. */
export const environmentFolder = ({ environment }: Infrastructure): string =>
  `/etc/puppetlabs/code/environments/${environment}`;

/** Whether a service with the status of Trapperkeeper answers; it does so to everybody. */
export function running(host: string, port: number): Check {
  return {
    commands: [`curl --silent --fail --cacert ${ssl}/certs/ca.pem https://${host}:${port}/status/v1/simple`],
    expect: 'prints `running`',
  };
}

export function listening(port: number): Check {
  return { commands: [`ss --listening --tcp --numeric | grep ':${port} '`], expect: 'prints a line' };
}

/** Where the certificate authority keeps a request that waits. */
const requestOf = (name: string): string => `/etc/puppetlabs/puppetserver/ca/requests/${name}.pem`;

/** A node that has no certificate yet asks for one; the primary signs it. */
export function join(all: Infrastructure, node: InfrastructureNode): readonly Step[] {
  return joinNamed(all, node.certname, node.ppRole, node.altNames);
}

/** What signs by itself does so in the first run of the agent, which then goes on to apply the catalog. */
export function joinNamed(
  all: Infrastructure,
  name: string,
  role: string | undefined,
  altNames: readonly string[],
): readonly Step[] {
  if (all.autosign !== 'none') return [];
  // `puppetserver ca list` shows alternative names, but not the role.
  const asked = [
    ...(role === undefined ? [] : [`the role \`${role}\``]),
    ...(altNames.length === 0 ? [] : [`the names \`${[name, ...altNames].join('`, `')}\``]),
  ];
  return [
    {
      node: name,
      title: 'Request a certificate',
      commands: ['puppet agent --test || [ $? = 1 ]'],
      check: { commands: [`ls ${ssl}/certificate_requests/${name}.pem`], expect: 'prints the name of the file' },
    },
    {
      node: all.primary,
      title: `Sign the request of ${name}`,
      commands: [
        `puppetserver ca list --certname ${name}`,
        ...(asked.length === 0
          ? []
          : [
              `openssl req -noout -text -in ${requestOf(name)} | grep --after-context 1 --regexp 'Alternative Name' --regexp '1.3.6.1.4.1.34380.1.1.13'`,
            ]),
        `puppetserver ca sign --certname ${name}`,
      ],
      check: {
        commands: [`puppetserver ca list --certname ${name}`],
        expect: 'lists it below *Signed Certificates*',
      },
      ...(asked.length === 0
        ? {}
        : { note: `Sign only if the request asks for ${asked.join(' and ')}, and for nothing else.` }),
    },
  ];
}

/** The agent applies the catalog. */
export function apply(node: string, title: string, check: Check): Step {
  // 0: nothing to do, 2: something was changed.
  return { node, title, commands: ['puppet agent --test || [ $? = 2 ]'], check };
}

/** Agents are kept from doing by themselves, and too early, what comes later. */
export function disable(node: string, why: string): Step {
  return {
    node,
    title: 'Keep the agent from acting by itself',
    commands: [`puppet agent --disable '${why}'`],
    check: {
      commands: ['cat "$(puppet config print agent_disabled_lockfile)"'],
      expect: `shows \`${why}\``,
    },
  };
}

/** As {@link apply}, of an agent that was disabled. */
export function enable(node: string, title: string, check: Check): Step {
  const step = apply(node, title, check);
  return { ...step, commands: ['puppet agent --enable', ...step.commands] };
}

/** What shows that a node does its job. */
export function works(all: Infrastructure, node: InfrastructureNode): Check {
  if (node.isServer) return running(node.certname, 8140);
  if (node.certname === all.loadbalancer) return running(node.certname, 8140);
  if (node.certname === all.dbLoadbalancer) return running(node.certname, 8081);
  if (node.runsPostgresql && all.postgresql.kind === 'patroni') return cluster(all);
  if (node.runsPostgresql) return listening(5432);
  if (node.runsOpenvoxdb) return running(node.certname, 8081);
  if (node.runsEtcd) return listening(2379);
  if (node.runsForeman) {
    return {
      commands: [
        `curl --silent --output /dev/null --write-out '%{http_code}\\n' --cacert ${ssl}/certs/ca.pem https://${node.certname}/users/login`,
      ],
      expect: 'prints `200`',
    };
  }
  if (node.runsOpenvoxview) return listening(5000);
  return { commands: ['puppet agent --test'], expect: 'ends with exit code 0' };
}

export function cluster({ module }: Infrastructure): Check {
  return {
    commands: [`patronictl -c /etc/${module.name}/patroni/patroni.yml list`],
    expect: 'shows one *Leader*, and a *Sync Standby* once there is a second member',
  };
}
