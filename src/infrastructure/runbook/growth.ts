/** Day two of the servers: another compiler, another tier. */
import type { Infrastructure } from '../model.js';
import { change, machine, nextName, workstation } from './change.js';
import type { Phase, Step } from './runbook.js';
import { apply, running } from './steps.js';

export function addCompiler(all: Infrastructure): readonly Phase[] {
  if (all.tier === 'standard') return [];
  const name = nextName(all.compilers, 'compiler1', all.primary);
  const balancer = all.loadbalancer;
  const isOurs = all.nodes.some(({ certname }) => certname === balancer);
  return [
    {
      title: 'Add a compiler',
      intro: `\`${name}\` stands for the new one. \`ovp-gen infra plan\` says how many there should be.`,
      steps: [
        ...change(all, `\`${name}\` among \`nodes\` and \`compilers\``),
        ...machine(all, name, 'compiler', [balancer]),
        apply(name, 'Apply its catalog', running(name, 8140)),
        ...(balancer === undefined || !isOurs
          ? []
          : [apply(balancer, 'Take it into the pool', running(balancer, 8140))]),
        ...(isOurs || balancer === undefined
          ? []
          : [
              {
                node: balancer,
                title: `Take ${name} into the pool`,
                commands: [`# Port 8140, health check GET /status/v1/simple with TLS`],
                check: running(balancer, 8140),
              },
            ]),
      ],
    },
  ];
}

export function grow(all: Infrastructure): readonly Phase[] {
  if (all.tier === 'standard') {
    const balancer = nextName([], 'balancer', all.primary);
    const compiler = nextName([], 'compiler1', all.primary);
    return [
      {
        title: 'From Standard to Large',
        intro: `\`${balancer}\` and \`${compiler}\` stand for the new nodes. Agents keep their certificates.`,
        steps: [
          ...change(
            all,
            `\`tier: large\`, \`loadbalancer: ${balancer}\`, \`compilers: [${compiler}]\`, and both among \`nodes\``,
          ),
          apply(all.primary, 'Accept certificates with alternative names', running(all.primary, 8140)),
          {
            node: all.primary,
            title: `Renew its certificate with the name ${balancer}`,
            commands: [
              'puppet agent --test || [ $? = 2 ]',
              '# The run prints the commands that renew the certificate: follow them',
            ],
            check: {
              commands: [
                `openssl x509 -noout -ext subjectAltName -in /etc/puppetlabs/puppet/ssl/certs/${all.primary}.pem`,
              ],
              expect: `names ${balancer}`,
            },
          },
          ...machine(all, compiler, 'compiler', [balancer]),
          apply(compiler, 'Apply its catalog', running(compiler, 8140)),
          ...machine(all, balancer, undefined, []),
          apply(balancer, 'Apply its catalog', running(balancer, 8140)),
          apply(all.primary, 'Apply its catalog once more', running(all.primary, 8140)),
          agentsFollow(balancer),
        ],
      },
    ];
  }
  if (all.tier === 'extra_large') return [];
  const balancer = nextName([], 'dbbalancer', all.primary);
  const first = nextName([], 'openvoxdb1', all.primary);
  const second = first.replace('openvoxdb1', 'openvoxdb2');
  return [
    {
      title: 'From Large to Extra Large',
      intro: `\`${first}\`, \`${second}\` and \`${balancer}\` stand for the new nodes. ${all.postgresql.kind === 'primary' ? 'Move PostgreSQL out of the primary before. ' : ''}The database stays where it is.`,
      steps: [
        ...change(
          all,
          `\`tier: extra_large\`, \`openvoxdb: ${first}\`, \`openvoxdb_nodes: [${second}]\`, \`db_loadbalancer: ${balancer}\`, and all among \`nodes\``,
        ),
        ...[first, second].flatMap((name) => [
          ...machine(all, name, 'openvoxdb', [balancer]),
          apply(
            name,
            name === first ? 'Apply its catalog; it owns the database from now on' : 'Apply its catalog',
            running(name, 8081),
          ),
        ]),
        ...machine(all, balancer, undefined, []),
        apply(balancer, 'Apply its catalog', running(balancer, 8081)),
        ...[all.primary, ...all.compilers].map((name) =>
          apply(name, 'Use the pool instead of its own OpenVoxDB', running(name, 8140)),
        ),
        {
          node: all.primary,
          title: 'On each server: its own OpenVoxDB has been stopped by the run',
          commands: ['# Its package and /opt/puppetlabs/server/data/puppetdb may be removed'],
          check: { commands: ['systemctl is-active puppetdb || true'], expect: 'prints `inactive`' },
          note: `The same on ${all.compilers.join(', ')}.`,
        },
      ],
    },
  ];
}

function agentsFollow(balancer: string): Step {
  return {
    node: workstation,
    title: 'Agents follow by themselves',
    commands: ['# Their next run sets `server` to the balancer'],
    check: {
      commands: ['puppet config print server --section agent'],
      expect: `prints \`${balancer}\` on any agent after its next run`,
    },
  };
}
