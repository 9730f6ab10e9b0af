/** The script that packs the certificate authority and the secrets, run for real. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { execaSync } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rubyEnvironment } from '../ruby/environment.js';
import { Place, type Run, Scripts } from './postgresql.js';

const ruby = rubyEnvironment();
const missing = [
  ...['flock', 'tar', 'gzip'].filter((program) => execaSync('which', [program], { reject: false }).failed),
  ...(ruby.available ? [] : [ruby.missing]),
];
const why = missing.length === 0 ? '' : ` (not run: this machine lacks ${missing.join(', ')})`;

const KEEP = 2;

describe.skipIf(missing.length > 0)(`a backup of the certificate authority${why}`, () => {
  let place: Place;
  let scripts: Scripts;
  let directory: string;
  let ca: string;
  let secrets: string;

  async function backup(values: Readonly<Record<string, unknown>> = {}): Promise<Run> {
    const paths = [ca, secrets, place.path('never/made')];
    const content = await scripts.render('backup_files.sh.epp', {
      kind: 'ca',
      directory,
      keep: KEEP,
      paths,
      certname: 'node.example.com',
      rsync_target: null,
      rsync_options: ['--archive'],
      ...values,
    });
    // Names of backups have the second.
    await setTimeout(1050);
    return place.run(place.executable('backup', content));
  }
  const backups = (): readonly string[] => readdirSync(directory).filter((name) => name.endsWith('Z.tar.gz'));

  beforeAll(() => {
    place = new Place();
    scripts = new Scripts();
    directory = place.folder('backups');
    ca = place.folder('ca');
    secrets = place.path('secrets.yaml');
    writeFileSync(secrets, 'oauth_consumer_key: herring\n', { mode: 0o644 });
    writeFileSync(join(ca, 'ca_key.pem'), 'the key', { mode: 0o644 });
    mkdirSync(join(ca, 'signed'));
    writeFileSync(join(ca, 'signed', 'node.example.com.pem'), 'a certificate');
  });
  afterAll(async () => {
    await scripts.close();
    place.remove();
  });

  it('has the authority and the secrets, readable by its owner alone, and can be restored', async () => {
    expect(await backup()).toMatchObject({ status: 0 });
    const [name = ''] = backups();
    expect(statSync(join(directory, name)).mode & 0o777).toBe(0o600);
    const restored = place.folder('restored');
    place.must('tar', '--extract', '--gzip', '--file', join(directory, name), '--directory', restored);
    for (const path of [join(ca, 'ca_key.pem'), join(ca, 'signed', 'node.example.com.pem'), secrets]) {
      expect(readFileSync(join(restored, path), 'utf8')).toBe(readFileSync(path, 'utf8'));
    }
  });

  it('leaves as many as are to be kept', async () => {
    const first = backups();
    for (let count = 0; count < KEEP; count += 1) expect(await backup()).toMatchObject({ status: 0 });
    expect(backups()).toHaveLength(KEEP);
    expect(backups()).not.toContain(first[0]);
  });

  it('keeps the old ones where there is no authority, and where it cannot write', async () => {
    const before = backups();
    renameSync(ca, `${ca}.away`);
    const gone = await backup({ keep: 1 });
    renameSync(`${ca}.away`, ca);
    expect(gone).toMatchObject({ status: 1 });
    expect(gone.output).toContain(`${ca} is missing`);
    expect(backups()).toEqual(before);

    writeFileSync(join(ca, 'inventory'), randomBytes(100_000));
    const content = await scripts.render('backup_files.sh.epp', {
      kind: 'ca',
      directory,
      keep: 1,
      paths: [ca],
      certname: 'node.example.com',
      rsync_target: null,
      rsync_options: [],
    });
    // No file may be larger than a block.
    const full = place.run('bash', '-c', `ulimit -f 1; exec bash ${place.executable('backup', content)}`);
    expect(full.status).toBeGreaterThan(0);
    expect(backups()).toEqual(before);
    expect(readdirSync(directory).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});
