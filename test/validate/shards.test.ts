/** Results of shards: only what is whole, and of this very module, makes a whole. */
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  conditionsOf,
  forgetShard,
  mergeShards,
  type ShardRecord,
  unstable,
  writeShard,
} from '../../src/validate/shards.js';
import { folder, lay } from './modules.js';

const conditions = conditionsOf({ module: 'm', lock: 'l', toolchain: 't' }, {});
const record = (index: number, count: number, more: Partial<ShardRecord> = {}): ShardRecord => ({
  ...conditions,
  index,
  count,
  green: true,
  ...more,
});

/** Folders of shards, each with its record and one entry of its memory. */
async function shards(...records: readonly ShardRecord[]): Promise<string> {
  const at = folder();
  for (const [place, one] of records.entries()) {
    lay(join(at, `${place + 1}`), { [`catalogs-stubs-all-spec.${place + 1}_spec.rb.json`]: '{}', 'lint.json': '{}' });
    writeShard(join(at, `${place + 1}`), one);
  }
  return at;
}

async function merged(at: string) {
  const memory = join(folder(), 'memory');
  const { findings, red } = await mergeShards(at, conditions, memory, 'shards');
  const kept = existsSync(memory) ? readdirSync(memory).sort() : [];
  return { said: findings.map(({ code, message }) => `${code} ${message}`), red: red.map(({ index }) => index), kept };
}

describe('shards', () => {
  it('become one memory of their catalogs', async () => {
    const { said, red, kept } = await merged(await shards(record(1, 2), record(2, 2)));
    expect({ said, red }).toEqual({ said: [], red: [] });
    expect(kept).toEqual(['catalogs-stubs-all-spec.1_spec.rb.json', 'catalogs-stubs-all-spec.2_spec.rb.json']);
  });

  const missing = (list: string) => `OVP7220 There is no result in 'shards' of ${list}.`;
  it.each<[string, readonly ShardRecord[], readonly string[]]>([
    ['none', [], ["OVP7219 There are no results of shards in 'shards'."]],
    ['two of four', [record(1, 4), record(3, 4)], [missing('shard 2/4, shard 4/4')]],
    ['the same one twice', [record(1, 2), record(1, 2)], [missing('shard 2/2')]],
    ['shards of runs with other counts', [record(1, 2), record(2, 3)], [missing('shard 1/3, shard 3/3')]],
    [
      'one of another commit',
      [record(1, 2), record(2, 2, { module: 'other' })],
      ['OVP7221 Shard 2/2 has judged something else: it differs in module.'],
    ],
    [
      'one of one system',
      [record(1, 2), record(2, 2, { os: 'debian-12' })],
      ['OVP7221 Shard 2/2 has judged something else: it differs in os.'],
    ],
  ])('are no whole if there is %s', async (_what, records, expected) => {
    expect((await merged(await shards(...records))).said).toEqual(expected);
  });

  it.each([
    ['half of it', '{"index": 2,'],
    ['nothing', ''],
    ['a number', '7'],
    ['too little', '{"index": 2, "count": 2, "green": true}'],
    ['a part beyond the whole', JSON.stringify(record(3, 2))],
    ['more parts than there can be', JSON.stringify(record(1, 1e9))],
  ])('are no whole with a record that is %s', async (_what, text) => {
    const at = await shards(record(1, 2), record(2, 2));
    writeFileSync(join(at, '2', 'shard.json'), text);
    expect((await merged(at)).said).toEqual([
      "OVP7222 'shards/2/shard.json' cannot be understood.",
      missing('shard 2/2'),
    ]);
  });

  it('are no whole without a record, or with that of an earlier run', async () => {
    const at = await shards(record(1, 2), record(2, 2));
    await forgetShard(join(at, '2'));
    expect((await merged(at)).said).toEqual([missing('shard 2/2')]);
    rmSync(join(at, '1'), { recursive: true });
    expect((await merged(at)).said).toEqual(["OVP7219 There are no results of shards in 'shards'."]);
  });

  it('that have found something are told, and must not turn green by themselves', async () => {
    const { said, red } = await merged(await shards(record(1, 2), record(2, 2, { green: false })));
    expect({ said, red }).toEqual({ said: [], red: [2] });
    expect(unstable([{ index: 2, count: 2 }]).map(({ code }) => code)).toEqual(['OVP7223']);
  });
});
