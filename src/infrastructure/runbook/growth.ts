/** Day two of the servers: another compiler, another tier. */
import { type Infrastructure, type InfrastructureNode, nodeOf } from '../model/infrastructure.js';
import { change, machine, nextName, secretsFrom, workstation } from './change.js';
import { keysOfServer } from './keys.js';
import type { Check, Phase, Step } from './model.js';
import { apply, disable, enable, running, works } from './steps.js';

export function addCompiler(all: Infrastructure): readonly Phase[] {
  if (all.tier === 'standard') return [];
  const name = nextName(all.compilers, 'compiler1', all.primary);
  const balancer = all.loadbalancer;
  const agentServer = typeof all.keys.agent_server === 'string' ? all.keys.agent_server : undefined;
  const isOurs = all.nodes.some(({ certname }) => certname === balancer);
  return [
    {
      title: 'Add a compiler',
      intro: `\`${name}\` stands for the new one. \`ovp-gen infra plan\` says how many there should be.`,
      steps: [
        ...change(all, `\`${name}\` among \`nodes\` and \`compilers\``),
        ...askedByServers(all).map((node) => apply(node.certname, 'Let the new server in', works(all, node))),
        ...machine(all, name, 'compiler', [balancer, agentServer]),
        apply(name, 'Apply its catalog', running(name, 8140)),
        ...keysOfServer(all, name),
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

/** Nodes that answer only the servers that they know by name. */
function askedByServers({ nodes }: Infrastructure): readonly InfrastructureNode[] {
  return nodes.filter(({ runsForeman, runsOpenvoxdb, isServer }) => runsForeman || (runsOpenvoxdb && !isServer));
}

/** What Foreman has kept for itself on the only server; it goes on with the same. */
function foremanSecrets(all: Infrastructure): readonly Step[] {
  if (!all.withForeman || all.foreman !== all.primary) return [];
  const file = `/etc/${all.module.name}/secrets.yaml`;
  return [
    {
      node: all.primary,
      title: 'Take over the secrets of Foreman',
      commands: [
        `cat ${file}`,
        ...(all.secrets?.backend === 'eyaml'
          ? [
              `# Encrypt each: eyaml encrypt --pkcs7-public-key public_key.pkcs7.pem --output string --stdin`,
              '# and put it under its key into data/secrets.yaml of the control repository',
            ]
          : ['# Put each into the store that the data refer to']),
      ],
      check: {
        commands: [`grep --count 'secrets::foreman_' ${file}`],
        expect: 'prints `3`: all three are in the data now',
      },
      note: 'Foreman, its smart proxy and its database go on with them. They are shown in plain text: nobody else looks on.',
    },
  ];
}

/** The commands that the module's warning names: the authority has to run for the first, and not for the last but one. */
function renewPrimary(all: Infrastructure, balancer: string): Step {
  const { primary } = all;
  const names = [primary, ...(nodeOf(all, primary)?.altNames ?? []), balancer];
  const folder = '/etc/puppetlabs/puppet/ssl';
  return {
    node: primary,
    title: `Renew its certificate with the name ${balancer}`,
    commands: [
      `puppetserver ca revoke --certname ${primary}`,
      'systemctl stop puppetserver',
      `rm ${folder}/{certs,private_keys,public_keys}/${primary}.pem`,
      `rm /etc/puppetlabs/puppetserver/ca/signed/${primary}.pem`,
      `puppetserver ca generate --ca-client --certname ${primary} --subject-alt-names ${names.join(',')}`,
      'systemctl start puppetserver',
    ],
    check: {
      commands: [`openssl x509 -noout -ext subjectAltName -in ${folder}/certs/${primary}.pem`],
      expect: `names ${balancer}`,
    },
    note: 'The run before warned of this, with these commands.',
  };
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
          ...foremanSecrets(all),
          ...change(
            all,
            `\`tier: large\`, \`loadbalancer: ${balancer}\`, \`compilers: [${compiler}]\`${secretsFrom(all)}, and both among \`nodes\``,
          ),
          apply(all.primary, 'Accept certificates with alternative names', running(all.primary, 8140)),
          renewPrimary(all, balancer),
          apply(all.primary, 'Take the new certificate to its services', running(all.primary, 8140)),
          ...machine(all, compiler, 'compiler', [balancer]),
          apply(compiler, 'Apply its catalog', running(compiler, 8140)),
          ...keysOfServer(all, compiler),
          ...machine(all, balancer, undefined, []),
          apply(balancer, 'Apply its catalog', running(balancer, 8140)),
          apply(all.primary, 'Apply its catalog once more', running(all.primary, 8140)),
          agentsFollow(balancer),
        ],
      },
    ];
  }
  return all.tier === 'large' && all.withOpenvoxdb && all.openvoxdb === all.primary ? toExtraLarge(all) : [];
}

function toExtraLarge(all: Infrastructure): readonly Phase[] {
  const { primary, compilers } = all;
  const balancer = nextName([], 'dbbalancer', primary);
  const first = nextName([], 'openvoxdb1', primary);
  const second = first.replace('openvoxdb1', 'openvoxdb2');
  const servers = [primary, ...compilers];
  return [
    {
      title: 'From Large to Extra Large',
      intro: `\`${first}\`, \`${second}\` and \`${balancer}\` stand for the new nodes. ${all.postgresql.kind === 'primary' ? 'Move PostgreSQL out of the primary before. ' : ''}The database stays where it is.`,
      steps: [
        ...servers.map((name) => disable(name, 'OpenVoxDB moves')),
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
        ...servers.map((name) => enable(name, 'Use the pool instead of its own OpenVoxDB', stopped)),
      ],
    },
  ];
}

const stopped: Check = {
  commands: ['systemctl is-active puppetdb || true'],
  expect: 'prints `inactive`; the package and /opt/puppetlabs/server/data/puppetdb may be removed',
};

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
