/** What `package` and `publish` begin with: describe, compare with the disk, judge, build. */
import { dirname } from 'node:path';
import { hasErrors, type Finding } from '../findings/finding.js';
import { buildArtifacts, type Artifacts } from '../package/artifacts.js';
import { checkTree, judgeRelease } from '../package/gate.js';
import { ensureToolchain } from '../toolchain/toolchain.js';
import type { Judge } from '../validate/judge.js';
import type { Describe, Described } from '../validate/project.js';
import type { Context } from './context.js';
import { interruptible } from './interrupt.js';
import { withProgress } from './progress.js';
import { version } from './self.js';

/** What tests replace. */
export interface Judging {
  readonly judges: (project: string) => readonly Judge[];
  readonly toolchain: typeof ensureToolchain;
}

/** A package that may be given to others, or what keeps it from being one. */
export interface PreparedRelease {
  readonly described?: Described;
  readonly artifacts: Artifacts | undefined;
  readonly findings: readonly Finding[];
}

/** @param tools - without them no judge is asked */
export async function prepareRelease(
  context: Context,
  config: string,
  describe: Describe,
  tools: Judging | undefined,
): Promise<PreparedRelease> {
  const { described, findings: said } = await withProgress(context, 'reading definitions', () => describe(config));
  if (described === undefined) return { artifacts: undefined, findings: said };
  const tree = await checkTree(described);
  if (tree.length > 0) return { described, artifacts: undefined, findings: [...said, ...tree] };
  const judged = tools === undefined ? [] : await judge(context, described, config, tools);
  const findings = [...said, ...judged];
  if (hasErrors(findings)) return { described, artifacts: undefined, findings };
  const { model, files, lock } = described;
  const artifacts = await buildArtifacts({ model, files, lock, toolVersion: version() });
  return { described, artifacts, findings };
}

async function judge(
  context: Context,
  described: Described,
  config: string,
  tools: Judging,
): Promise<readonly Finding[]> {
  const state = new Map<string, string>();
  const label = (): string => ['judging', ...[...state].map(([name, text]) => `${name} ${text}`)].join(' · ');
  return interruptible((signal) =>
    withProgress(context, label, async () => {
      const { findings } = await judgeRelease(described, config, tools.judges(dirname(config)), {
        ruby: () =>
          tools
            .toolchain({ signal, progress: (text) => state.set('toolchain', text) })
            .finally(() => state.delete('toolchain')),
        signal,
        progress: (name, text) => void state.set(name, text),
      });
      return findings;
    }),
  );
}
