/** The script that lets etcd ask for a password, with a store that others change at the same time. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const template = join(import.meta.dirname, '../../output/openvox_platform/templates/etcd-authentication.sh.epp');
/** What etcd answers, with its state as files in the folder where it runs. */
const etcdctl = `#!/bin/sh
no() { echo "Error: $1" >&2; exit 1; }
[ ! -e down ] || no 'context deadline exceeded'
case "$1 $2" in
  'auth enable') [ ! -e raced ] || touch auth ;;
esac
[ ! -e auth ] || no 'etcdserver: user name is empty'
case "$1 $2" in
  'get '*) ;;
  'user add') [ ! -e user ] || no 'etcdserver: user name already exists'; cat > user ;;
  'user grant-role') [ -e user ] || no 'etcdserver: user name not found'; touch role ;;
  'auth enable') [ -e user ] || no 'etcdserver: root user does not exist'
    [ -e role ] || no 'etcdserver: root user does not have root role'
    touch auth ;;
  *) no "unknown command $*" ;;
esac
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'etcd-'));
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'bin/etcdctl'), etcdctl, { mode: 0o755 });
  writeFileSync(join(folder, 'bin/sleep'), '#!/bin/sh\n', { mode: 0o755 });
  writeFileSync(join(folder, 'password'), 'from-a-file\n');
  const values: Readonly<Record<string, string>> = {
    endpoint: 'https://pg1.example.com:2379',
    authority: '/ca.pem',
    user: 'root',
    password_file: join(folder, 'password'),
  };
  const script = readFileSync(template, 'utf8')
    .replace(/^<%- \|[^]*?\| -%>\n/, '')
    .replaceAll(/<%= \$(\w+) %>/g, (_, name: string) => values[name] ?? '');
  writeFileSync(join(folder, 'script'), script);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (argument: string): { code: number; said: string } => {
  try {
    execFileSync('sh', ['script', argument], {
      cwd: folder,
      env: { PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}` },
      stdio: 'pipe',
    });
    return { code: 0, said: '' };
  } catch (error) {
    const { status, stderr } = error as { status: number; stderr: Buffer };
    return { code: status, said: stderr.toString() };
  }
};
const given = (...files: readonly string[]) => {
  for (const file of files) writeFileSync(join(folder, file), '');
};

describe.each([
  { name: 'a new store', files: [], missing: 0, enable: 0 },
  { name: 'a store that an attempt left half-way', files: ['user'], missing: 0, enable: 0 },
  { name: 'a store that another member finishes first', files: ['raced'], missing: 0, enable: 0 },
  { name: 'a store that asks already', files: ['user', 'role', 'auth'], missing: 1, enable: 0 },
  { name: 'no majority', files: ['down'], missing: 1, enable: 1 },
])('$name', ({ files, missing, enable }) => {
  test(`is ${missing === 0 ? '' : 'not '}something to do`, () => {
    given(...files);
    expect(run('missing').code).toBe(missing);
  });

  test(enable === 0 ? 'asks in the end' : 'fails, and says why', () => {
    given(...files);
    const { code, said } = run('enable');
    expect(code).toBe(enable);
    expect(existsSync(join(folder, 'auth'))).toBe(enable === 0);
    if (enable !== 0) expect(said).toContain('context deadline exceeded');
  });
});

test('the password comes from its file', () => {
  run('enable');
  expect(readFileSync(join(folder, 'user'), 'utf8')).toBe('from-a-file\n');
});
