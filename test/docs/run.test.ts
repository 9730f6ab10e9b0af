/** Whoever follows a page gets what it shows: its commands are run, in order, in an empty folder. */
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageFile } from '../../src/package-root.js';
import { shippedLock } from '../../src/bind/shipped-lock.js';
import { demoProject } from '../package/demo.js';
import { copyCheckout } from '../readme/checkout.js';
import { rubyEnvironment } from '../ruby/environment.js';
import { startForge, type TestForge } from '../forge/server.js';
import { folder } from '../validate/modules.js';
import { listingsOf } from './pages.js';

const { available } = rubyEnvironment();
const MINUTES = 60_000;
const token = 'a'.repeat(64);

let forge: TestForge;
beforeAll(async () => {
  forge = await startForge({ [token]: ['acme'] });
});
afterAll(() => forge.close());

/** An empty folder in which `npx ovp-gen` is this one. */
function project(): string {
  const root = folder();
  mkdirSync(join(root, 'node_modules/.bin'), { recursive: true });
  symlinkSync(packageFile('.'), join(root, 'node_modules/ovp-gen'));
  linkCommand(root);
  return root;
}

function linkCommand(root: string): void {
  symlinkSync(packageFile('bin/ovp-gen.js'), join(root, 'node_modules/.bin/ovp-gen'));
}

/** Follows a page; `attest` stands in for the real component modules. */
async function follow(
  page: string,
  root: string,
  attest: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const identity = { GIT_CONFIG_COUNT: '2', GIT_CONFIG_KEY_0: 'user.email', GIT_CONFIG_VALUE_0: 'a@example.com' };
  const name = { GIT_CONFIG_KEY_1: 'user.name', GIT_CONFIG_VALUE_1: 'Somebody' };
  const env = { OVP_FORGE_URL: forge.url, OVP_FORGE_TOKEN: token, ...identity, ...name };
  let output = '';
  const listings = listingsOf(page);
  for (const [index, { action, detail, text }] of listings.entries()) {
    if (action === 'file') {
      mkdirSync(dirname(join(root, detail)), { recursive: true });
      writeFileSync(join(root, detail), text);
    } else if (action === 'attest') await attest();
    else if (action === 'shows') expect(output).toContain(text.trimEnd());
    else if (action === 'run' && (detail !== 'needs Ruby' || available)) {
      const before = detail === 'needs Ruby' ? '' : detail;
      const next = listings[index + 1];
      const fails = next?.action === 'shows' && /^error| - error |edited by hand/.test(next.text);
      const { all, exitCode } = await execa('sh', ['-e', '-c', `${before}\n${text}`], {
        cwd: root,
        env,
        reject: false,
        all: true,
      });
      output = all;
      if (exitCode !== (fails ? 1 : 0)) throw new Error(`${page}: '${text}' ended with ${String(exitCode)}\n${all}`);
    }
  }
}

describe('a page', () => {
  const pages = [
    'tutorial.md',
    'how-to/add-a-profile.md',
    'how-to/add-an-operating-system.md',
    'how-to/take-a-component-version.md',
    'how-to/run-in-ci.md',
    'how-to/describe-an-infrastructure.md',
  ];
  // Its commands are for a checkout of ovp-gen, not for a project.
  const ofCheckout = 'how-to/work-on-the-generator.md';
  it.each(pages)('%s leads where it says', async (page) => follow(page, project()), 8 * MINUTES);

  it(
    `${ofCheckout} leads where it says`,
    async () => {
      const root = folder();
      copyCheckout(root);
      await execa('git', ['init', '--quiet'], { cwd: root });
      await follow(ofCheckout, root);
    },
    8 * MINUTES,
  );

  it(`${ofCheckout} names scripts, files and folders that exist`, () => {
    const text = readFileSync(packageFile(`docs/${ofCheckout}`), 'utf8');
    const { scripts } = JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as { scripts: object };
    const run = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
    expect(run.filter((name) => !(name in scripts))).toEqual([]);
    const paths = [
      ...[...text.matchAll(/`((?:src|generators|templates|fixtures|output|docs|test|bin)(?:\/[\w./-]+)?)`/g)],
      ...[...text.matchAll(/vitest run (\S+)/g)],
    ].map(([, path = '']) => path);
    expect(paths.length).toBeGreaterThan(20);
    const made = ['fixtures/attestation.json'];
    expect(paths.filter((path) => !made.includes(path) && !existsSync(packageFile(path)))).toEqual([]);
  });

  it.skipIf(!available)(
    'how-to/publish.md leads to the Forge (needs Ruby and its gems)',
    async () => {
      const demo = await demoProject();
      mkdirSync(join(demo.root, 'node_modules/.bin'));
      linkCommand(demo.root);
      const [addition = ''] = listingsOf('how-to/publish.md').flatMap(({ action, language, text }) =>
        action === '' && language === 'ts' ? [text] : [],
      );
      const [first = ''] = addition.split('\n');
      const code = readFileSync(demo.config, 'utf8')
        .replace("version: '1.2.0'", "version: '1.0.0'")
        .replace('platform });', 'platform, releases });');
      writeFileSync(demo.config, `${first}\n${code}`);
      // Where the real component modules are at hand, that is done as well.
      const real = process.env.MODULEPATH_REAL;
      const attest = async (): Promise<void> => {
        if (real === undefined || real === '') return demo.generate();
        await execa('node_modules/.bin/ovp-gen', ['validate', '--modulepath', real], { cwd: demo.root });
      };
      await follow('how-to/publish.md', demo.root, attest);
      expect([...forge.releases.keys()]).toEqual(['acme-demo-1.3.0']);
    },
    8 * MINUTES,
  );

  it('how-to/publish.md has a Puppetfile made that names the component modules, and nothing else', async () => {
    const [text = ''] = listingsOf('how-to/publish.md').flatMap((one) => (one.action === 'attest' ? one.text : []));
    const [line = ''] = text.split('\n');
    const root = folder();
    const command = line.replaceAll('acme_platform', 'openvox_platform').replace('.acme.', '.ovp.');
    symlinkSync(packageFile('output'), join(root, 'output'));
    await execa('sh', ['-e', '-c', command], { cwd: root });
    const names = [...readFileSync(join(root, 'Puppetfile'), 'utf8').matchAll(/^mod '(?:\w+\/)?(\w+)'/gm)];
    const { modules } = await shippedLock();
    expect(names.map(([, name]) => name).sort()).toEqual(modules.map(({ module }) => module).sort());
  });

  it('is followed, or generated', () => {
    const there = readdirSync(packageFile('docs/how-to')).map((name) => `how-to/${name}`);
    expect(there.sort()).toEqual(
      [...pages, ofCheckout, 'how-to/publish.md'].filter((name) => name.includes('/')).sort(),
    );
  });

  it.each([...pages, ofCheckout, 'how-to/publish.md'])('%s has no listing that nobody looks at', (page) => {
    const unmarked = listingsOf(page).filter(({ action, language }) => action === '' && language !== 'ts');
    expect(unmarked).toEqual([]);
    expect(listingsOf(page).filter(({ action }) => action === 'run').length).toBeGreaterThan(0);
  });
});
