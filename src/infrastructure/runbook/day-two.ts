/** What comes later: the platform grows, and machines are replaced. Each begins with a change of the description. */
import type { Infrastructure } from '../model.js';
import type { Check, Phase, Step } from './runbook.js';
import { apply, cluster, joinNamed, listening, running } from './steps.js';

/** Where the description, the control repository and ovp-gen are. */
const workstation = 'workstation';
const old = 'infrastructure.old.yaml';

export function dayTwo(all: Infrastructure): readonly Phase[] {
  return [...addCompiler(all), ...replaceDatabase(all), ...moveOut(all), ...grow(all)];
}

/** The description is changed, judged, and its data deployed. */
function change(all: Infrastructure, what: string): readonly Step[] {
  const file = all.places.file.split('/').at(-1) ?? 'infrastructure.yaml';
  const previous = file.endsWith('.ts') ? 'infrastructure.old.ts' : old;
  return [
    {
      node: workstation,
      title: `Change the description: ${what}`,
      commands: [
        `cp ${file} ${previous}`,
        `"\${EDITOR:-vi}" ${file}`,
        `npx ovp-gen infra check ${file}`,
        `npx ovp-gen infra diff ${previous} ${file}`,
        `npx ovp-gen infra hiera ${file}`,
      ],
      check: { commands: [`npx ovp-gen infra check ${file}`], expect: 'ends with exit code 0' },
      note: '`infra diff` lists the files, settings and nodes that change, and what is restarted. Commit what it writes, and push it.',
    },
    {
      node: all.primary,
      ...(typeof all.keys.control_repo === 'string'
        ? { title: 'Deploy the code', commands: ['openvox-deploy-code'] }
        : { title: 'Bring the changed data to the servers', commands: ['# As you did for the first run'] }),
      check: {
        commands: [
          `puppet lookup --environment ${all.environment} --node ${all.primary} ${all.module.name}::primary_server`,
        ],
        expect: `prints \`${all.primary}\`; keys that have changed show their new values in the same way`,
      },
    },
  ];
}

/** As in the first phase: the agent, its name, its role. */
function machine(
  all: Infrastructure,
  name: string,
  role: string | undefined,
  altNames: readonly (string | undefined)[],
): readonly Step[] {
  const names = altNames.filter((item) => item !== undefined);
  return [
    {
      node: name,
      title: 'Prepare the machine as all others: agent, name, role',
      commands: [
        '# Install openvox-agent as in the first phase, then:',
        `puppet config set --section main certname ${name}`,
        `puppet config set --section main server ${all.primary}`,
        ...(names.length === 0 ? [] : [`puppet config set --section main dns_alt_names ${[name, ...names].join(',')}`]),
        ...(role === undefined
          ? []
          : [
              "cat > /etc/puppetlabs/puppet/csr_attributes.yaml <<'END'",
              'extension_requests:',
              `  pp_role: "${role}"`,
              'END',
            ]),
      ],
      check: {
        commands: ['puppet config print certname server --section main'],
        expect: `shows \`${name}\` and \`${all.primary}\``,
      },
    },
    ...joinNamed(all, name, true),
  ];
}

/** A certificate that was revoked is not listed any more. */
function gone(name: string): Check {
  return { commands: [`puppetserver ca list --all --certname ${name} || true`], expect: 'names it as missing' };
}

/** `compiler4.example.com` after `compiler3.example.com`. */
function nextName(names: readonly string[], fallback: string, primary: string): string {
  const domain = primary.includes('.') ? primary.slice(primary.indexOf('.')) : '';
  const numbers = names.flatMap((name) => {
    const [, stem = '', digits = '', rest = ''] = /^(.*?)(\d+)(\..*)?$/.exec(name) ?? [];
    return digits === '' ? [] : [{ stem, number: Number(digits), rest }];
  });
  const last = numbers.reduce<(typeof numbers)[number] | undefined>(
    (most, item) => (most === undefined || item.number > most.number ? item : most),
    undefined,
  );
  return last === undefined ? `${fallback}${domain}` : `${last.stem}${last.number + 1}${last.rest}`;
}

function addCompiler(all: Infrastructure): readonly Phase[] {
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

function replaceDatabase(all: Infrastructure): readonly Phase[] {
  const { postgresql, module } = all;
  if (postgresql.kind === 'patroni') {
    const lost = postgresql.members.at(-1) ?? postgresql.address;
    const name = nextName(postgresql.members, 'pg1', all.primary);
    const survivor = postgresql.members.find((member) => member !== lost) ?? postgresql.address;
    const hadEtcd = postgresql.etcd.includes(lost);
    const etcdctl = `etcdctl --endpoints https://${survivor}:2379 --cacert /etc/puppetlabs/puppet/ssl/certs/ca.pem --user root`;
    return [
      {
        title: 'Replace a member of the cluster',
        intro: `\`${lost}\` is lost, \`${name}\` takes its place.`,
        steps: [
          ...(hadEtcd
            ? [
                {
                  node: survivor,
                  title: `Remove ${lost} from etcd, and announce ${name}`,
                  commands: [
                    `${etcdctl} member list`,
                    `# ID is what the line of ${lost} begins with`,
                    `${etcdctl} member remove ID`,
                    `${etcdctl} member add ${name} --peer-urls=https://${name}:2380`,
                  ],
                  check: {
                    commands: [`${etcdctl} member list`],
                    expect: `shows ${name} as *unstarted*, and ${lost} no more`,
                  },
                },
              ]
            : []),
          {
            node: all.primary,
            title: `Revoke the certificate of ${lost}`,
            commands: [`puppetserver ca clean --certname ${lost}`],
            check: gone(lost),
          },
          ...change(
            all,
            `\`${name}\` instead of \`${lost}\`${hadEtcd ? `, and for its first run \`${module.name}::profile::postgresql::etcd_settings: {initial-cluster-state: existing}\` in its \`hiera\`` : ''}`,
          ),
          ...machine(all, name, 'postgresql', []),
          apply(name, 'Apply its catalog', cluster(all)),
          ...all.nodes
            .filter(({ runsOpenvoxdb, runsForeman, certname }) => (runsOpenvoxdb || runsForeman) && certname !== lost)
            .map(({ certname }) =>
              apply(certname, 'Learn of the new member', { commands: ['echo $?'], expect: 'prints `0`' }),
            ),
        ],
      },
    ];
  }
  if (postgresql.kind !== 'node' && postgresql.kind !== 'primary') return [];
  const { address } = postgresql;
  if (postgresql.kind === 'primary') return [];
  return [
    {
      title: 'Replace the database node',
      intro: `A new machine gets the name \`${address}\`; the data come from a dump, so copy the dumps to another machine in good time.`,
      steps: [
        ...stopClients(all),
        {
          node: all.primary,
          title: `Revoke the old certificate of ${address}`,
          commands: [`puppetserver ca clean --certname ${address}`],
          check: gone(address),
        },
        ...machine(all, address, 'postgresql', []),
        apply(address, 'Apply its catalog', listening(5432)),
        restore(address),
        apply(address, 'Apply its catalog once more', listening(5432)),
        ...startClients(all),
      ],
    },
  ];
}

const clients = (all: Infrastructure) =>
  all.nodes.filter(({ runsOpenvoxdb, runsForeman }) => runsOpenvoxdb || runsForeman);

/** The server goes on: it signs certificates, and compiles for the new node. */
function stopClients(all: Infrastructure): readonly Step[] {
  return clients(all).map((node) => {
    const services = [...(node.runsOpenvoxdb ? ['puppetdb'] : []), ...(node.runsForeman ? ['foreman'] : [])].join(' ');
    return {
      node: node.certname,
      title: 'Stop what uses the database',
      commands: ['puppet agent --disable "the database moves"', `systemctl stop ${services}`],
      check: { commands: [`systemctl is-active ${services} || true`], expect: 'prints `inactive`' },
    };
  });
}

function startClients(all: Infrastructure): readonly Step[] {
  // The owner of the database first: it migrates.
  const ordered = [...clients(all)].sort(
    (a, b) => Number(b.certname === all.openvoxdb) - Number(a.certname === all.openvoxdb),
  );
  return ordered.map((node) => ({
    node: node.certname,
    title: 'Start it again',
    commands: ['puppet agent --enable', 'puppet agent --test || [ $? = 2 ]'],
    check: node.runsOpenvoxdb ? running(node.certname, 8081) : { commands: ['echo $?'], expect: 'prints `0`' },
  }));
}

function restore(node: string): Step {
  return {
    node,
    title: 'Restore the dumps',
    commands: [
      '# Copy the newest globals.sql and *.dump to /var/tmp/restore, readable for postgres',
      'cd /var/tmp/restore',
      'runuser --user postgres -- psql --file globals.sql postgres',
      'for dump in *.dump; do runuser --user postgres -- pg_restore --clean --if-exists --create --dbname postgres "$dump"; done',
    ],
    check: { commands: ['runuser --user postgres -- psql --list'], expect: 'lists the databases' },
    note: 'Roles that exist already are reported by psql, and stay as they are.',
  };
}

function moveOut(all: Infrastructure): readonly Phase[] {
  if (all.postgresql.kind !== 'primary') return [];
  const name = nextName([], 'postgresql1', all.primary);
  return [
    {
      title: 'Move PostgreSQL out of the primary',
      intro: `\`${name}\` stands for the new node. From then on OpenVoxDB${all.withForeman ? ' and Foreman need passwords' : ' needs a password'}, which \`ovp-gen infra secrets\` makes.`,
      steps: [
        ...stopClients(all),
        {
          node: all.primary,
          title: 'Dump the databases',
          commands: [
            'install --directory --owner postgres --mode 0700 /var/tmp/dump',
            'runuser --user postgres -- pg_dumpall --globals-only --file /var/tmp/dump/globals.sql',
            ...[...(all.withOpenvoxdb ? ['puppetdb'] : []), ...(all.withForeman ? ['foreman'] : [])].map(
              (database) =>
                `runuser --user postgres -- pg_dump --format custom --file /var/tmp/dump/${database}.dump ${database}`,
            ),
          ],
          check: { commands: ['ls -l /var/tmp/dump'], expect: 'lists the dumps, none of them empty' },
          note: `Copy the folder to /var/tmp/restore on ${name}.`,
        },
        ...change(all, `\`${name}\` among \`nodes\`, and \`postgresql: ${name}\``),
        ...machine(all, name, 'postgresql', []),
        apply(name, 'Apply its catalog', listening(5432)),
        restore(name),
        apply(name, 'Apply its catalog once more', listening(5432)),
        ...startClients(all),
      ],
    },
  ];
}

function grow(all: Infrastructure): readonly Phase[] {
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
          title: 'On each server: its own OpenVoxDB is no longer needed',
          commands: ['systemctl disable --now puppetdb'],
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
