/** A PostgreSQL of this machine, in a temporary folder, and the script that backs it up as the module renders it. */
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { Catalogs } from '../ruby/catalogs.js';

const base = '/usr/lib/postgresql';
/** Where Debian's clients look for the socket of a server. */
const sockets = '/var/run/postgresql';

/** Programs of the newest PostgreSQL; undefined where there is none. */
export const bindir: string | undefined = (existsSync(base) ? readdirSync(base) : [])
  .filter((version) => existsSync(join(base, version, 'bin', 'initdb')))
  .toSorted((one, other) => Number(other) - Number(one))
  .map((version) => join(base, version, 'bin'))[0];

/** The server refuses to be root; whoever else runs the tests runs the server. */
export const person: { readonly uid: number; readonly gid: number; readonly name: string } | undefined = (() => {
  const { uid, gid, username } = userInfo();
  if (uid !== 0) return { uid, gid, name: username };
  const { failed, stdout } = execaSync('getent', ['passwd', 'postgres'], { reject: false });
  const [name, , id, group] = failed ? [] : stdout.split(':');
  return name === undefined ? undefined : { uid: Number(id), gid: Number(group), name };
})();

function writable(): boolean {
  if (person === undefined) return false;
  if (userInfo().uid === 0)
    return !execaSync('test', ['-w', sockets], { reject: false, uid: person.uid, gid: person.gid }).failed;
  try {
    accessSync(sockets, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** What of a server's needs this machine lacks. */
export function missingPrograms(): readonly string[] {
  return [
    ...(bindir === undefined ? [`PostgreSQL in ${base}`] : []),
    ...(person === undefined ? ['the user postgres'] : []),
    ...(writable() ? [] : [`a folder ${sockets} to write to`]),
    ...['flock', 'bash'].filter(
      (program) => execaSync('sh', ['-c', `command -v ${program}`], { reject: false }).failed,
    ),
  ];
}

/** How a script ended. */
export interface Run {
  readonly status: number;
  readonly output: string;
}

/** A folder that belongs to the one who runs servers and scripts. */
export class Place {
  readonly root = mkdtempSync(join(tmpdir(), 'ovp-backup-'));

  constructor() {
    chmodSync(this.root, 0o755);
    this.own(this.root);
  }

  path(...parts: readonly string[]): string {
    return join(this.root, ...parts);
  }

  /** Makes a folder. */
  folder(...parts: readonly string[]): string {
    const path = this.path(...parts);
    mkdirSync(path, { mode: 0o700 });
    this.own(path);
    return path;
  }

  executable(name: string, content: string): string {
    const path = this.path(name);
    rmSync(path, { force: true });
    writeFileSync(path, content, { mode: 0o755 });
    return path;
  }

  /** Runs a program as that person. */
  run(program: string, ...args: readonly string[]): Run {
    const as = person === undefined || userInfo().uid !== 0 ? {} : { uid: person.uid, gid: person.gid };
    const env = { PATH: process.env.PATH ?? '', HOME: this.root, LC_ALL: 'C.UTF-8' };
    const { exitCode, all } = execaSync(program, args, {
      ...as,
      cwd: this.root,
      env,
      extendEnv: false,
      reject: false,
      all: true,
    });
    return { status: exitCode ?? -1, output: all };
  }

  /** The same, where a failure is none of the test's business. */
  must(program: string, ...args: readonly string[]): string {
    const { status, output } = this.run(program, ...args);
    if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${output}`);
    return output;
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  private own(path: string): void {
    if (person !== undefined && userInfo().uid === 0) chownSync(path, person.uid, person.gid);
  }
}

/** A server on a port of its own; reached by socket only. */
export class Server {
  private constructor(
    private readonly place: Place,
    private readonly data: string,
    readonly port: number,
  ) {}

  static async make(place: Place): Promise<Server> {
    place.must(
      join(bindir ?? '', 'initdb'),
      '--pgdata',
      place.path('data'),
      '--auth=peer',
      '--locale=C.UTF-8',
      '--no-sync',
    );
    return new Server(place, place.path('data'), await freePort());
  }

  /** A copy that follows this one. */
  async replica(): Promise<Server> {
    const data = this.place.path('replica');
    this.place.must(
      join(bindir ?? '', 'pg_basebackup'),
      '--port',
      String(this.port),
      '--pgdata',
      data,
      '--write-recovery-conf',
      '--checkpoint=fast',
    );
    return new Server(this.place, data, await freePort());
  }

  start(): void {
    const options = `-p ${this.port} -c listen_addresses= -c fsync=off -c unix_socket_directories=${sockets}`;
    this.place.must(
      join(bindir ?? '', 'pg_ctl'),
      '--pgdata',
      this.data,
      '-o',
      options,
      '--wait',
      '--log',
      `${this.data}.log`,
      'start',
    );
  }

  /** As a machine stops that loses its power. */
  kill(): void {
    this.place.run(join(bindir ?? '', 'pg_ctl'), '--pgdata', this.data, '--mode=immediate', 'stop');
  }

  /** Answer of one statement. */
  sql(statement: string, database = 'postgres'): string {
    const plain = ['--no-psqlrc', '--quiet', '--tuples-only', '--no-align', '--port', String(this.port)];
    return this.place.must('psql', ...plain, '--dbname', database, '--command', statement);
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Scripts as the module renders them. */
export class Scripts {
  private readonly catalogs = new Catalogs();

  async render(template: string, values: Readonly<Record<string, unknown>>): Promise<string> {
    const code = `notify { 'script': message => epp('openvox_platform/${template}', lookup('values')) }`;
    const catalog = await this.catalogs.compile({ certname: 'node.example.com', classes: [], code, data: { values } });
    return String(catalog.get('Notify[script]')?.parameters.message);
  }

  close(): Promise<void> {
    return this.catalogs.close();
  }
}
