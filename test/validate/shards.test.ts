/** Results of shards: only what is whole, and of this very module, makes a whole. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  conditionsOf,
  forgetShard,
  mergeShards,
  type ShardRecord,
  unstable,
  writeShard,
} from '../../src/validate/shards.js';
import { folder } from './modules.js';

const conditions = conditionsOf({ module: 'm', lock: 'l', toolchain: 't' }, {});
const record = (index: number, count: number, more: Partial<ShardRecord> = {}): ShardRecord => ({
  ...conditions,
  index,
  count,
  green: true,
  ...more,
});

/** Folders of shards, each with its record. */
function shards(...records: readonly ShardRecord[]): string {
  const at = folder();
  for (const [place, one] of records.entries()) {
    mkdirSync(join(at, `${place + 1}`));
    writeShard(join(at, `${place + 1}`), one);
  }
  return at;
}

async function merged(at: string) {
  const { findings, red, memories } = await mergeShards(at, conditions, 'shards');
  return {
    said: findings.map(({ code, message }) => `${code} ${message}`),
    red: red.map(({ index }) => index),
    memories: memories.map((memory) => relative(at, memory)),
  };
}

describe('shards', () => {
  it('are a whole if all are there, each with its memory', async () => {
    const whole = await merged(shards(record(1, 2), record(2, 2)));
    expect(whole).toEqual({ said: [], red: [], memories: ['1', '2'] });
  });

  it('of something else lend no memory', async () => {
    const { memories } = await merged(shards(record(1, 2), record(2, 2, { module: 'other' })));
    expect(memories).toEqual(['1']);
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
    expect((await merged(shards(...records))).said).toEqual(expected);
  });

  it.each([
    ['half of it', '{"index": 2,'],
    ['nothing', ''],
    ['a number', '7'],
    ['too little', '{"index": 2, "count": 2, "green": true}'],
    ['a part beyond the whole', JSON.stringify(record(3, 2))],
    ['more parts than there can be', JSON.stringify(record(1, 1e9))],
  ])('are no whole with a record that is %s', async (_what, text) => {
    const at = shards(record(1, 2), record(2, 2));
    writeFileSync(join(at, '2', 'shard.json'), text);
    expect((await merged(at)).said).toEqual([
      "OVP7222 'shards/2/shard.json' cannot be understood.",
      missing('shard 2/2'),
    ]);
  });

  it('are no whole without a record, or with that of an earlier run', async () => {
    const at = shards(record(1, 2), record(2, 2));
    await forgetShard(join(at, '2'));
    expect((await merged(at)).said).toEqual([missing('shard 2/2')]);
    rmSync(join(at, '1'), { recursive: true });
    expect((await merged(at)).said).toEqual(["OVP7219 There are no results of shards in 'shards'."]);
  });

  it('that have found something are told, and must not turn green by themselves', async () => {
    const { said, red } = await merged(shards(record(1, 2), record(2, 2, { green: false })));
    expect({ said, red }).toEqual({ said: [], red: [2] });
    expect(unstable([{ index: 2, count: 2 }]).map(({ code }) => code)).toEqual(['OVP7223']);
  });
});
