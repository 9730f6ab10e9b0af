import { execaSync } from 'execa';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeChange } from '../../src/bind/changes.js';
import { bindCommand } from '../../src/bind/command.js';
import type { Interface } from '../../src/bind/interface.js';
import { recordInterface, recordInterfaces, type Recording } from '../../src/bind/record.js';
import '../ruby/environment.js';
import { writeSample } from './sample.js';

/** Ruby as the tests were started with: its gems have to be there. */
const ruby = { command: ['ruby'], env: {} } as const;
const find = 'exit %w[openvox openvox-strings].all? { |name| Gem::Specification.find_all_by_name(name).any? }';
const available = execaSync('ruby', ['-W0', '-e', find], { reject: false }).exitCode === 0;

const timeout = 120_000;

describe.skipIf(!available)('recording (needs the gems openvox and openvox-strings)', () => {
  let folder: string;
  let module: string;
  let recordings: Recording[];
  let recorded: Interface;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ovp-gen-record-'));
    module = await writeSample(folder);
    const tarball = join(folder, 'author-sample-1.2.3.tar.gz');
    execaSync('tar', ['--create', '--gzip', '--file', tarball, '--directory', folder, 'sample']);
    const broken = await writeSample(await mkdtemp(join(folder, 'broken-')), {
      'lib/puppet/type/sample_broken.rb': "require 'no/such/library'\n",
      'lib/puppet/provider/sample_entry/gem.rb': "require 'no/such/gem'\n",
    });
    recordings = await recordInterfaces([module, tarball, broken], { ruby });
    recorded = recordings[0]?.interface ?? expect.fail('nothing was recorded');
  }, timeout);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('takes identity, ranges and operating systems from metadata.json', () => {
    expect(recorded).toMatchObject({
      module: 'sample',
      slug: 'author/sample',
      version: '1.2.3',
      dependencies: { 'puppet/extlib': '>= 0.0.0', 'puppetlabs/stdlib': '>= 9.0.0 < 10.0.0' },
      requirements: { openvox: '>= 8.0.0 < 9.0.0' },
      operatingSystems: { Debian: ['12', '13'] },
    });
  });

  it('records types in one spelling, and which parameters have no default, data of the module included', () => {
    expect(recorded.classes).toEqual({
      sample: {
        parameters: {
          from_data: 'Integer',
          options: 'Optional[Sample::Options]',
          port: 'Integer[1, 65535]',
          switch: "Enum['on', 'off']",
          text: "Pattern[/\\A[a-z 'x]+\\z/]",
          untyped: 'Any',
        },
        required: ['port'],
      },
    });
    expect(recorded.defines).toEqual({
      'sample::server::config': {
        parameters: { content: 'String[1]', secret: 'Sensitive[String]' },
        required: ['content'],
      },
    });
    expect(recorded.aliases).toEqual({
      'Sample::Options': "Struct[{ 'a' => Boolean, Optional['b'] => Array[String] }]",
    });
  });

  it('records functions of all three kinds with all signatures', () => {
    expect(recorded.functions).toEqual({
      'sample::each_of': {
        api: 'ruby4x',
        signatures: [
          {
            parameters: [
              { name: 'name', type: 'String' },
              { name: 'options', type: 'Optional[Hash[String, Any]]', optional: true },
            ],
            returns: 'Array[String]',
          },
          {
            parameters: [
              { name: 'numbers', type: 'Integer', repeated: true },
              { name: 'block', type: 'Callable', block: true },
            ],
            returns: 'Any',
          },
        ],
      },
      'sample::twice': {
        api: 'puppet',
        signatures: [
          {
            parameters: [
              { name: 'a', type: 'Integer' },
              { name: 'b', type: 'Integer', optional: true },
            ],
            returns: 'Integer',
          },
        ],
      },
      sample_old: {
        api: 'ruby3x',
        signatures: [{ parameters: [{ name: 'arguments', type: 'Any', repeated: true }], returns: 'Any' }],
      },
    });
  });

  it('records native types by what OpenVox made of them', () => {
    expect(recorded.types).toEqual({
      sample_entry: {
        parameters: {
          // An own check may accept more or less than the list.
          checked: 'Any',
          ensure: "Enum['absent', 'present']",
          key: 'Any',
          members: "Variant[Enum['x', 'y'], Array[Enum['x', 'y']]]",
          mode: "Variant[Enum['fast', 'quick'], Pattern[/\\A[0-9]+\\z/], Numeric]",
          provider: 'String',
          purge: "Variant[Boolean, Enum['false', 'no', 'true', 'yes']]",
        },
        properties: ['ensure', 'members', 'mode'],
        namevars: ['key'],
        required: [],
        providers: ['file'],
      },
    });
  });

  it('reads a package as it reads the directory', () => {
    expect(recordings[1]).toEqual(recordings[0]);
    expect(recordings[0]?.problems).toEqual([]);
  });

  it.each([
    ['a folder without metadata.json', '.', /not a component module.*metadata\.json/],
    ['a file that is no package', 'sample/metadata.json', /neither a directory nor a \.tar\.gz/],
    ['nothing', 'absent', /neither a directory nor a \.tar\.gz/],
    ['a package that is none', 'broken.tar.gz', /not a component module/],
  ])('refuses %s', async (_name, path, message) => {
    await writeFile(join(folder, 'broken.tar.gz'), 'x');
    await expect(recordInterface(join(folder, path), { ruby })).rejects.toThrow(message);
  });

  it('tells which parts of a module do not load, and records the rest', () => {
    expect(recordings[2]?.problems).toEqual([
      expect.stringContaining('type sample_broken: cannot load such file'),
      expect.stringContaining('type sample_entry: Could not autoload puppet/provider/sample_entry/gem'),
      expect.stringContaining('provider sample_entry/gem: Could not autoload'),
    ]);
    expect(recordings[2]?.interface).toEqual(recorded);
  });

  it(
    'says where it cannot write',
    async () => {
      const taken = join(folder, 'taken');
      await writeFile(taken, '');
      const file = { interfaces: taken, bindings: taken, library: 'package' } as const;
      await expect(bindCommand([module], { ruby, recordings: file })).rejects.toThrow(
        /OVP3006: .* while writing '.*taken/,
      );
      const place = join(folder, 'place');
      await mkdir(join(place, 'sample.ts'), { recursive: true });
      const below = { interfaces: place, bindings: place, library: 'package' } as const;
      await expect(bindCommand([module], { ruby, recordings: below })).rejects.toThrow(/OVP3006: .*place\/sample\.ts'/);
      // What an index names is there.
      expect((await readdir(place)).sort()).toEqual(['sample.json', 'sample.ts']);
    },
    timeout,
  );

  it(
    'binds: writes what changed, says what changed, and nothing the second time',
    async () => {
      const recordings = {
        interfaces: join(folder, 'interfaces'),
        bindings: join(folder, 'bindings'),
        library: 'sources',
      } as const;
      const options = { ruby, recordings };
      const first = await bindCommand([module], options);
      expect(first.modules).toMatchObject([{ module: 'sample', version: '1.2.3', changes: [] }]);
      expect(first.written).toHaveLength(3);
      const binding = join(recordings.bindings, 'sample.ts');
      expect(await readFile(binding, 'utf8')).toContain(
        "sampleEntry: TypeBinding<SampleEntryParams> = typeBinding('sample_entry')",
      );

      const { mtimeMs } = await stat(binding);
      expect(await bindCommand([module], options)).toMatchObject({ written: [] });
      expect((await stat(binding)).mtimeMs).toBe(mtimeMs);

      const next = await writeSample(await mkdtemp(join(folder, 'next-')), {
        'manifests/init.pp': 'class sample (Integer $port = 1, String $sort, Enum[on] $switch = "on") {}\n',
      });
      const dry = await bindCommand([next], { ...options, dryRun: true });
      expect(dry.modules[0]?.changes.map(describeChange)).toEqual([
        '- parameter from_data of class sample: Integer (!)',
        '- parameter options of class sample: Optional[Sample::Options] (!)',
        '~ parameter port of class sample: Integer[1, 65535] -> Integer',
        '~ parameter port of class sample: has a default now',
        '+ parameter sort of class sample: String (!)',
        "~ parameter switch of class sample: Enum['on', 'off'] -> Enum['on'] (!)",
        "- parameter text of class sample: Pattern[/\\A[a-z 'x]+\\z/] (!)",
        '- parameter untyped of class sample: Any (!)',
      ]);
      expect(dry.written).toEqual([binding, join(recordings.interfaces, 'sample.json')]);
      expect((await stat(binding)).mtimeMs).toBe(mtimeMs);
      expect(await readdir(recordings.interfaces)).toEqual(['index.json', 'sample.json']);
    },
    timeout,
  );
});
