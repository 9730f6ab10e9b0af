/** The script that dumps the databases, against a real PostgreSQL. */
import { existsSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { userInfo } from 'node:os';
import { execaSync } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rubyEnvironment } from '../ruby/environment.js';
import { bindir, missingPrograms, person, Place, type Run, Scripts, Server } from './postgresql.js';

const ruby = rubyEnvironment();
const missing = [...missingPrograms(), ...(ruby.available ? [] : [ruby.missing])];
const why = missing.length === 0 ? '' : ` (not run: this machine lacks ${missing.join(', ')})`;
const without = (program: string): string =>
  execaSync('which', [program], { reject: false }).failed ? ` (not run: this machine lacks ${program})` : '';
const rsync = without('rsync');
const mountable =
  userInfo().uid === 0 &&
  !execaSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { reject: false }).failed;

const KEEP = 3;
const ROWS = 20_000;
const complete = /^\d{8}T\d{6}Z$/;

describe.skipIf(missing.length > 0)(`a backup of the databases${why}`, () => {
  let place: Place;
  let server: Server;
  let scripts: Scripts;
  let directory: string;

  /** The script for a directory; names of backups have the second. */
  async function backup(values: Readonly<Record<string, unknown>> = {}): Promise<Run> {
    const content = await script(values);
    await setTimeout(1050);
    return place.run(place.executable('backup', content));
  }
  const script = (values: Readonly<Record<string, unknown>>): Promise<string> =>
    scripts.render('backup_postgresql.sh.epp', {
      directory,
      keep: KEEP,
      bindir,
      port: server.port,
      minimum_free: 0,
      certname: 'pg1.example.com',
      rsync_target: null,
      rsync_options: ['--archive'],
      ...values,
    });
  const backups = (): readonly string[] =>
    readdirSync(directory)
      .filter((name) => complete.test(name))
      .toSorted();
  const left = (): readonly string[] => readdirSync(directory).filter((name) => name.endsWith('.part'));
  const stamp = (): string => readFileSync(join(directory, 'last_success'), 'utf8');

  /** A folder of programs in which one is another. */
  function programs(name: string, content: string): string {
    const folder = place.folder(`bin-${name}-${Date.now()}`);
    for (const program of readdirSync(bindir ?? '')) {
      if (program !== name) symlinkSync(join(bindir ?? '', program), join(folder, program));
    }
    writeFileSync(join(folder, name), content, { mode: 0o755 });
    return folder;
  }

  beforeAll(async () => {
    place = new Place();
    scripts = new Scripts();
    server = await Server.make(place);
    server.start();
    server.sql('CREATE ROLE puppetdb LOGIN');
    server.sql('CREATE DATABASE puppetdb OWNER puppetdb');
    server.sql(`CREATE DATABASE "we/ird 'name"`);
    server.sql(
      `CREATE TABLE facts AS SELECT g AS id, md5(g::text) AS value FROM generate_series(1, ${ROWS}) g`,
      'puppetdb',
    );
    directory = place.folder('backups');
  }, 120_000);
  afterAll(async () => {
    server.kill();
    await scripts.close();
    place.remove();
  });

  it('has every database and the roles, readable by its owner alone', async () => {
    expect(await backup()).toMatchObject({ status: 0 });
    const [name = ''] = backups();
    const files = ['databases', 'globals.sql', 'postgres.dump', 'puppetdb.dump', "we_ird 'name.dump"];
    expect(readdirSync(join(directory, name)).toSorted()).toEqual(files);
    const mode = (...path: readonly string[]): string => (statSync(join(directory, ...path)).mode & 0o777).toString(8);
    expect([mode(name), ...files.map((file) => mode(name, file))]).toEqual(['700', ...files.map(() => '600')]);
    expect(stamp()).toMatch(/^\d{4}-\d\d-\d\dT/);
    expect(readFileSync(join(directory, name, 'globals.sql'), 'utf8')).toContain('CREATE ROLE puppetdb;');
  });

  it('can be restored', () => {
    server.sql('CREATE DATABASE restored');
    const dump = join(directory, backups().at(-1) ?? '', 'puppetdb.dump');
    place.must(
      join(bindir ?? '', 'pg_restore'),
      '--port',
      String(server.port),
      '--exit-on-error',
      '--dbname',
      'restored',
      dump,
    );
    const sum = "SELECT count(*) || md5(string_agg(value, '' ORDER BY id)) FROM facts";
    expect(server.sql(sum, 'restored')).toBe(server.sql(sum, 'puppetdb'));
    server.sql('DROP DATABASE restored');
  });

  it('leaves as many as are to be kept, and nothing of one that was killed', async () => {
    const first = backups();
    place.folder('backups/20200101T000000Z.part');
    for (let count = 0; count < KEEP; count += 1) expect(await backup()).toMatchObject({ status: 0 });
    expect(backups()).toHaveLength(KEEP);
    expect(backups()).not.toContain(first[0]);
    expect(left()).toEqual([]);
  });

  it('does not start while another one runs', async () => {
    const before = backups();
    const content = await script({});
    const busy = place.executable(
      'busy',
      `#!/bin/bash\nexec flock ${directory}/.lock bash ${place.executable('backup', content)}\n`,
    );
    const run = place.run(busy);
    expect(run).toMatchObject({ status: 75 });
    expect(run.output).toContain('another backup is running');
    expect(backups()).toEqual(before);
  });

  const failing = async (values: Readonly<Record<string, unknown>>): Promise<Run> => {
    const before = { backups: backups(), stamp: stamp() };
    const run = await backup(values);
    expect(run.status, run.output).toBeGreaterThan(0);
    expect({ backups: backups(), stamp: stamp() }).toEqual(before);
    expect(left()).toEqual([]);
    return run;
  };

  it('keeps the old ones where the server is down', async () => {
    server.kill();
    try {
      await failing({ keep: 1 });
    } finally {
      server.start();
    }
  });

  it('keeps the old ones where the server goes down in the middle', async () => {
    const pidFile = place.path('data/postmaster.pid');
    const dump = programs(
      'pg_dump',
      `#!/bin/bash\nkill -QUIT "$(head -n 1 ${pidFile})"\nwhile [ -e ${pidFile} ]; do sleep 0.1; done\nexec ${bindir ?? ''}/pg_dump "$@"\n`,
    );
    try {
      const { output } = await failing({ keep: 1, bindir: dump });
      expect(output).toContain('older backups are kept');
    } finally {
      server.start();
    }
  });

  it.each(['head --bytes=2000', 'head --bytes=-100'])(
    'finds a dump that was cut off without an error, %s',
    async (cut) => {
      const dump = programs(
        'pg_dump',
        `#!/bin/bash\n${bindir ?? ''}/pg_dump "$@" || exit\nwhile [ "$1" != --file ]; do shift; done\n${cut} "$2" > "$2.cut" && mv "$2.cut" "$2"\n`,
      );
      await failing({ keep: 1, bindir: dump });
    },
  );

  it('finds roles that are incomplete', async () => {
    await failing({
      keep: 1,
      bindir: programs('pg_dumpall', `#!/bin/bash\nwhile [ "$1" != --file ]; do shift; done\necho '-- cut' > "$2"\n`),
    });
  });

  it.skipIf(!mountable)(
    `keeps the old ones where the disk is full${mountable ? '' : ' (not run: this machine lets nobody mount a small disk)'}`,
    async () => {
      const disk = place.folder('disk');
      const content = await script({ directory: disk, keep: 1 });
      const path = place.executable('full', content);
      const old = '20200101T000000Z';
      // The disk is there for as long as this lasts, and for nobody else.
      const inside = `
        mount -t tmpfs -o size=400k,uid=${person?.uid},mode=700 tmpfs ${disk}
        mkdir ${disk}/${old}; chown ${person?.uid} ${disk}/${old}; echo 2020 > ${disk}/last_success
        status=0; setpriv --reuid ${person?.uid} --regid ${person?.gid} --clear-groups ${path} || status=$?
        echo "status $status"; echo "left: $(ls ${disk} | tr '\\n' ' ')"; echo "stamp $(cat ${disk}/last_success)"`;
      const { all } = execaSync('unshare', ['--mount', 'bash', '-c', inside], { all: true, env: { HOME: place.root } });
      expect(all).toContain('No space left on device');
      expect(all).toMatch(/status [1-9]/);
      expect(all).toContain(`left: ${old} last_success \n`);
      expect(all).toContain('stamp 2020');
    },
  );

  it('is made by the leader alone', async () => {
    const replica = await server.replica();
    replica.start();
    try {
      const before = backups();
      const run = await backup({ port: replica.port });
      expect(run).toMatchObject({ status: 0 });
      expect(run.output).toContain('this server is a replica, nothing to do');
      expect(backups()).toEqual(before);
    } finally {
      replica.kill();
    }
  });

  it.skipIf(rsync !== '')(`is copied elsewhere${rsync}`, async () => {
    const rsync_target = place.folder('copy');
    expect(await backup({ rsync_target })).toMatchObject({ status: 0 });
    const target = join(rsync_target, 'postgresql', 'pg1.example.com');
    expect(
      readdirSync(target)
        .filter((name) => complete.test(name))
        .toSorted(),
    ).toEqual(backups());
    expect(existsSync(join(target, '.lock'))).toBe(false);
    expect(left()).toEqual([]);
    const away = await backup({ rsync_target: `${place.path('nowhere/at/all')}/` });
    expect(away.status).toBeGreaterThan(0);
    expect(backups()).toHaveLength(KEEP);
  });

  it.skipIf(rsync !== '')(`is copied beside those of others, which stay${rsync}`, async () => {
    const rsync_target = place.folder('shared');
    const copying = { rsync_target, rsync_options: ['--archive', '--delete-after'] };
    const copies = (): readonly string[] =>
      readdirSync(rsync_target, { recursive: true, encoding: 'utf8' })
        .filter((name) => /Z(\.tar\.gz)?$/.test(name))
        .toSorted();
    const made: string[] = [];
    /** The authority's archive is made by another script, of the same node. */
    const archive = async (): Promise<Run> => {
      const content = await scripts.render('backup_files.sh.epp', {
        kind: 'ca',
        directory: place.folder('archives'),
        keep: 1,
        paths: [place.folder('ca')],
        certname: 'pg1.example.com',
        ...copying,
      });
      return place.run(place.executable('archive', content));
    };
    for (const one of [
      () => backup(copying),
      () => backup({ ...copying, directory: place.folder('other-node'), certname: 'pg2.example.com' }),
      archive,
      () => backup(copying),
    ]) {
      expect(await one()).toMatchObject({ status: 0 });
      const now = copies();
      expect(now).toEqual(expect.arrayContaining(made.filter((name) => !name.startsWith('postgresql/pg1'))));
      made.push(...now);
    }
    const owners = copies().map((name) => name.slice(0, name.lastIndexOf('/')));
    expect([...new Set(owners)]).toEqual([
      'ca/pg1.example.com',
      'postgresql/pg1.example.com',
      'postgresql/pg2.example.com',
    ]);
    expect(owners.filter((owner) => owner === 'postgresql/pg1.example.com')).toHaveLength(KEEP);
  });

  it('does not start where a dump would fill the file system', async () => {
    const full = await failing({ keep: 1, minimum_free: 100 });
    expect(full.output).toMatch(/has \d+ MiB left, but \d+ MiB must be free before a dump/);

    // The last dump is a little larger than two thirds of what is free, as far as this df knows.
    const [last = ''] = backups().toReversed();
    const kib = Number(place.must('du', '--summarize', '--block-size=1K', join(directory, last)).split('\t')[0]);
    const free = (kibibytes: number): string =>
      programs('df', `#!/bin/sh\nprintf 'blocks avail\\n%s %s\\n' 1000000 ${kibibytes}\n`);
    expect(await failing({ keep: 1, bindir: free(Math.floor((kib * 3) / 2) - 1) })).toMatchObject({ status: 1 });
    expect(await backup({ bindir: free(Math.floor((kib * 3) / 2)) })).toMatchObject({ status: 0 });
  });

  it('gives up where a lock keeps it and everybody after it waiting', async () => {
    const given = programs(
      'pg_dump',
      `#!/bin/sh\necho "$@" >> ${place.path('given')}\nexec ${bindir ?? ''}/pg_dump "$@"\n`,
    );
    expect(await backup({ bindir: given })).toMatchObject({ status: 0 });
    expect(readFileSync(place.path('given'), 'utf8').trim().split('\n')).toEqual([
      ...Array.from({ length: 3 }, () => expect.stringContaining('--lock-wait-timeout=300s') as string),
    ]);
  });
});
