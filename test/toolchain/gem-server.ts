/** Small gems, and a server that serves them as a gem source does. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import type { PinnedGem } from '../../src/toolchain/gems.js';

/** Builds a gem with the given files. `extensions` are built when it is installed. */
export async function buildGem(
  folder: string,
  name: string,
  files: Readonly<Record<string, string>>,
  extensions: readonly string[] = [],
): Promise<PinnedGem> {
  const source = join(folder, name);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(source, path)), { recursive: true });
    writeFileSync(join(source, path), content);
  }
  const list = (items: readonly string[]) => `%w[${items.join(' ')}]`;
  writeFileSync(
    join(source, `${name}.gemspec`),
    `Gem::Specification.new do |spec|
  spec.name = '${name}'
  spec.version = '1.0'
  spec.summary = 'A gem of a test'
  spec.authors = ['test']
  spec.files = ${list(Object.keys(files))}
  spec.extensions = ${list(extensions)}
  # Some gems declare a newer Ruby than they need.
  spec.required_ruby_version = '>= 99'
end
`,
  );
  await execa('gem', ['build', `${name}.gemspec`], { cwd: source });
  const content = readFileSync(join(source, `${name}-1.0.gem`));
  return { name, version: '1.0', sha256: createHash('sha256').update(content).digest('hex') };
}

export interface GemServer {
  readonly url: string;
  /** Paths that were asked for. */
  readonly asked: string[];
  /** From now on answers take so long, in milliseconds. */
  delay: number;
  close(): void;
}

export async function serveGems(folder: string): Promise<GemServer> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const name = /^\/gems\/(.+)-1\.0\.gem$/.exec(path)?.[1];
    setTimeout(() => {
      try {
        response.end(readFileSync(join(folder, name ?? '', `${name ?? ''}-1.0.gem`)));
      } catch {
        response.writeHead(404).end();
      }
    }, result.delay);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const result: GemServer = {
    url: `http://127.0.0.1:${port}/`,
    asked,
    delay: 0,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return result;
}
