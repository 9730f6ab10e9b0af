/** Day two of the database: a node is replaced, PostgreSQL moves out of the primary. */
import type { Infrastructure } from '../model/infrastructure.js';
import { change, gone, machine, nextName, secretsFrom } from './change.js';
import type { Phase, Step } from './model.js';
import { apply, cluster, disable, enable, listening, running } from './steps.js';

export function replaceDatabase(all: Infrastructure): readonly Phase[] {
  const { postgresql, module } = all;
  if (postgresql.kind === 'patroni') {
    const lost = postgresql.members.at(-1) ?? postgresql.address;
    const name = nextName(postgresql.members, 'pg1', all.primary);
    const survivor = postgresql.members.find((member) => member !== lost) ?? postgresql.address;
    const others = all.nodes.filter(
      ({ certname, runsPostgresql, runsEtcd }) => certname !== lost && (runsPostgresql || runsEtcd),
    );
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
          ...others.map(({ certname }) => apply(certname, 'Let the new member in', cluster(all))),
          ...machine(all, name, 'postgresql', [
            postgresql.members.includes(postgresql.address) ? undefined : postgresql.address,
          ]),
          apply(name, 'Apply its catalog', cluster(all)),
          ...all.nodes
            .filter(({ runsOpenvoxdb, runsForeman, certname }) => (runsOpenvoxdb || runsForeman) && certname !== lost)
            .map(({ certname }) =>
              apply(certname, 'Learn of the new member', { commands: ['echo $?'], expect: 'prints `0`' }),
            ),
          forget(all, lost),
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
      intro: `A new machine gets the name \`${address}\`; the data come from the dumps below /var/backups/${module.name}, so have them copied to another machine in good time (\`${module.name}::backup::rsync_target\`).`,
      steps: [
        ...disableClients(all),
        ...stopClients(all),
        {
          node: all.primary,
          title: `Revoke the old certificate of ${address}`,
          commands: [`puppetserver ca clean --certname ${address}`],
          check: gone(address),
        },
        ...machine(all, address, 'postgresql', []),
        apply(address, 'Apply its catalog', listening(5432)),
        restore(address, ['# Copy the newest globals.sql and *.dump to /var/tmp/restore']),
        apply(address, 'Apply its catalog once more', listening(5432)),
        ...startClients(all),
      ],
    },
  ];
}

const clients = (all: Infrastructure) =>
  all.nodes.filter(({ runsOpenvoxdb, runsForeman }) => runsOpenvoxdb || runsForeman);

/** What a node that is gone has announced. */
function forget({ primary }: Infrastructure, name: string): Step {
  return {
    node: primary,
    title: `Have OpenVoxDB forget ${name}`,
    commands: [`puppet node deactivate ${name}`],
    check: { commands: [`puppet node status ${name}`], expect: `says that ${name} is deactivated` },
  };
}

/** Agents start again what has been stopped. The server goes on: it signs certificates, and compiles for the new node. */
function disableClients(all: Infrastructure): readonly Step[] {
  return clients(all).map(({ certname }) => disable(certname, 'the database moves'));
}

function stopClients(all: Infrastructure): readonly Step[] {
  return clients(all).map((node) => {
    const services = [
      ...(node.runsOpenvoxdb ? ['puppetdb'] : []),
      ...(node.runsForeman ? ['foreman.socket', 'foreman', "'dynflow-sidekiq@*'"] : []),
    ].join(' ');
    return {
      node: node.certname,
      title: 'Stop what uses the database',
      commands: [`systemctl stop ${services}`],
      check: { commands: [`systemctl is-active ${services} || true`], expect: 'prints nothing but `inactive`' },
    };
  });
}

function startClients(all: Infrastructure): readonly Step[] {
  // The owner of the database first: it migrates.
  const ordered = [...clients(all)].sort(
    (a, b) => Number(b.certname === all.openvoxdb) - Number(a.certname === all.openvoxdb),
  );
  return ordered.map(({ certname, runsOpenvoxdb }) =>
    enable(
      certname,
      'Start it again',
      runsOpenvoxdb ? running(certname, 8081) : { commands: ['echo $?'], expect: 'prints `0`' },
    ),
  );
}

/** @param bring how the dumps come to `/var/tmp/restore` */
function restore(node: string, bring: readonly string[]): Step {
  return {
    node,
    title: 'Restore the dumps',
    commands: [
      ...bring,
      'chown --recursive postgres /var/tmp/restore',
      'cd /var/tmp/restore',
      'runuser --user postgres -- psql --file globals.sql postgres',
      'for dump in *.dump; do runuser --user postgres -- pg_restore --clean --if-exists --create --dbname postgres "$dump"; done',
    ],
    check: { commands: ['runuser --user postgres -- psql --list'], expect: 'lists the databases' },
    note: 'Roles that exist already are reported by psql, and stay as they are.',
  };
}

export function moveOut(all: Infrastructure): readonly Phase[] {
  if (all.postgresql.kind !== 'primary') return [];
  const { primary, module } = all;
  const name = nextName([], 'postgresql1', primary);
  const databases = [...(all.withOpenvoxdb ? ['puppetdb'] : []), ...(all.withForeman ? ['foreman'] : [])];
  return [
    {
      title: 'Move PostgreSQL out of the primary',
      intro: `\`${name}\` stands for the new node. From then on OpenVoxDB${all.withForeman ? ' and Foreman need passwords' : ' needs a password'}, which \`ovp-gen infra secrets\` makes.`,
      steps: [
        ...disableClients(all),
        ...change(all, `\`${name}\` among \`nodes\`${secretsFrom(all)}, and \`postgresql: ${name}\``),
        ...machine(all, name, 'postgresql', []),
        // While Foreman still runs: it classifies the new node.
        apply(name, 'Apply its catalog, which makes empty databases', listening(5432)),
        ...stopClients(all),
        {
          node: primary,
          title: 'Dump the databases',
          commands: [
            'install --directory --owner postgres --mode 0700 /var/tmp/dump',
            'runuser --user postgres -- pg_dumpall --globals-only --file /var/tmp/dump/globals.sql',
            ...databases.map(
              (database) =>
                `runuser --user postgres -- pg_dump --format custom --file /var/tmp/dump/${database}.dump ${database}`,
            ),
          ],
          check: { commands: ['ls -l /var/tmp/dump'], expect: 'lists the dumps, none of them empty' },
        },
        restore(name, [`# Copy /var/tmp/dump of ${primary} to /var/tmp/restore`]),
        apply(name, 'Apply its catalog once more', listening(5432)),
        ...startClients(all),
        {
          node: primary,
          title: 'Stop the PostgreSQL that nobody uses any more',
          commands: [
            "systemctl list-units --plain --no-legend 'postgresql*.service' | cut --delimiter ' ' --fields 1 | xargs systemctl disable --now",
          ],
          check: {
            commands: ["systemctl list-units --plain --no-legend --state active 'postgresql*.service'"],
            expect: 'prints nothing',
          },
          note: `The run of the agent before has removed the timer of its dumps. Data and dumps, also those in /var/backups/${module.name}, stay until you remove them.`,
        },
      ],
    },
  ];
}
