/** Steps that several phases have, and the commands in them. */
import type { Infrastructure, InfrastructureNode } from '../model.js';
import type { Check, Step } from './runbook.js';

/** Folder of the certificates on every node. */
export const ssl = '/etc/puppetlabs/puppet/ssl';

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

/** A node that has no certificate yet asks for one; the primary signs it. */
export function join(all: Infrastructure, node: InfrastructureNode): readonly Step[] {
  return joinNamed(all, node.certname, node.altNames.length > 0 || node.ppRole !== undefined);
}

/** @param special whether the request asks for more than a name, and has to be looked at for that */
export function joinNamed(all: Infrastructure, name: string, special: boolean): readonly Step[] {
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
      commands: [`puppetserver ca list --certname ${name}`, `puppetserver ca sign --certname ${name}`],
      check: { commands: [`puppetserver ca list --all --certname ${name}`], expect: 'names it as signed' },
      ...(special
        ? {
            note: 'Compare the alternative names and extensions of the request with the table of nodes before you sign.',
          }
        : {}),
    },
  ];
}

/** The agent applies the catalog. */
export function apply(node: string, title: string, check: Check): Step {
  // 0: nothing to do, 2: something was changed.
  return { node, title, commands: ['puppet agent --test || [ $? = 2 ]'], check };
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
