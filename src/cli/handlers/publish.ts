/** `ovp-gen publish`: build and judge, look at the Forge, send, read back. */
import { dirname, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { uncommitted } from '../../forge/changes.js';
import { type Encoding, Forge, type ForgeOptions, forgeUrl } from '../../forge/client.js';
import { again, forgeDiagnostics as row } from '../../forge/diagnostics.js';
import { preflight, publish } from '../../forge/publish.js';
import { takeToken, type Token } from '../../forge/token.js';
import { TOKEN_VARIABLE } from '../../toolchain/token-variable.js';
import { type Finding, finding, hasErrors } from '../../findings/finding.js';
import type { Artifacts } from '../../package/artifacts.js';
import { releaseJudges } from '../../package/gate.js';
import { PACKAGES, storeArtifacts } from '../../package/store.js';
import { releaseDiagnostics } from '../../release/diagnostics.js';
import { interfaceOf } from '../../release/interface.js';
import { readLastRelease } from '../../release/store.js';
import { ensureToolchain } from '../../toolchain/toolchain.js';
import type { Describe, Described } from '../../validate/project.js';
import { type Context, EXIT, type ExitCode } from '../context.js';
import { interruptible } from '../interrupt.js';
import { withProgress } from '../progress.js';
import { configFile } from '../project-file.js';
import { countText, findingsJson, printFindings, printJson } from '../report/findings.js';
import { version } from '../self.js';
import { type Judging, prepareRelease } from '../prepare-release.js';

export interface PublishOptions {
  readonly dryRun: boolean;
  readonly forge: string | undefined;
  readonly tokenFile: string | undefined;
  readonly multipart: boolean;
}

/** What tests replace. */
export interface Publishing extends Judging, Pick<ForgeOptions, 'patience'> {
  /** Rejects where `signal` is aborted. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly env: NodeJS.ProcessEnv;
}

const FORGE = 'https://forgeapi.puppet.com';

const publishing: Publishing = {
  judges: releaseJudges,
  toolchain: ensureToolchain,
  wait: (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }),
  env: process.env,
};

export async function publishModule(
  context: Context,
  options: PublishOptions,
  describe: Describe,
  tools: Publishing = publishing,
): Promise<ExitCode> {
  // Before anything else is started that would inherit it.
  const token = await takeToken(
    options.tokenFile === undefined ? undefined : resolve(context.cwd, options.tokenFile),
    tools.env,
  );
  const url = forgeUrl(options.forge ?? tools.env.OVP_FORGE_URL ?? FORGE, token);
  const config = configFile(context);
  const project = dirname(config);
  const made = await prepareRelease(context, config, describe, tools);
  const { artifacts, described } = made;
  if (artifacts === undefined || described === undefined) return end(context, options, { findings: made.findings });

  const encoding: Encoding = options.multipart ? 'multipart' : 'json';
  return interruptible(async (signal) => {
    const userAgent = `ovp-gen/${version()} node/${process.versions.node}`;
    const wait = (milliseconds: number): Promise<void> => tools.wait(milliseconds, signal);
    const forge = new Forge({
      url,
      token,
      userAgent,
      signal,
      wait,
      ...(tools.patience && { patience: tools.patience }),
    });
    const looked = await withProgress(context, `looking at ${url.host}`, () =>
      preflight(forge, described.model.identity, artifacts, url.host),
    );
    const about = { artifacts, target: forge.uploads, encoding, token };
    if (looked.isPublished)
      return end(context, options, { ...about, findings: made.findings, how: 'published before' });
    const findings = [...made.findings, ...looked.findings, ...(await localFindings(described, project, token))];
    if (options.dryRun || hasErrors(findings)) return end(context, options, { ...about, findings });
    storeArtifacts(resolve(project, PACKAGES), artifacts);
    const { how } = await withProgress(context, `sending ${artifacts.archive.name} to ${url.host}`, () =>
      publish(forge, described.model.identity, artifacts, encoding, wait),
    ).catch((error: unknown) => {
      if (signal.aborted) context.err(`interrupted: ${url.host} may have taken ${artifacts.slug}. ${again}\n`);
      throw error;
    });
    return end(context, options, { ...about, findings, how });
  });
}

/** What a look at this machine alone shows. */
async function localFindings({ model }: Described, project: string, token: Token | undefined): Promise<Finding[]> {
  const { version: current } = model.identity;
  const hasNotes = model.releases.some((notes) => notes.version === current && notes.date !== undefined);
  const last = await readLastRelease(project);
  const isAsReleased = last?.version !== current || isDeepStrictEqual(last.interface, interfaceOf(model));
  return [
    ...(token === undefined ? [finding(row.noToken, undefined, TOKEN_VARIABLE)] : []),
    ...(hasNotes ? [] : [finding(row.noNotes, undefined, current)]),
    ...(isAsReleased ? [] : [finding(releaseDiagnostics.changedSince, undefined, current)]),
    ...(await uncommitted(project)),
  ];
}

interface End {
  readonly findings: readonly Finding[];
  readonly artifacts?: Artifacts;
  readonly target?: URL;
  readonly encoding?: Encoding;
  readonly token?: Token | undefined;
  /** Absent where nothing was sent. */
  readonly how?: 'published' | 'published before';
}

function end(context: Context, { dryRun }: PublishOptions, given: End): ExitCode {
  const { findings, artifacts, target, encoding, token, how } = given;
  const ok = !hasErrors(findings);
  if (context.json) {
    printJson(context, {
      ok,
      published: how !== undefined,
      ...(artifacts && {
        release: artifacts.slug,
        sha256: artifacts.archive.sha256,
        size: artifacts.archive.content.length,
      }),
      ...(target && { url: target.href, encoding }),
      findings: findingsJson(context, findings),
    });
    return ok ? EXIT.ok : EXIT.findings;
  }
  printFindings(context, findings);
  if (artifacts !== undefined && target !== undefined && !context.quiet) {
    const { archive, packed, slug } = artifacts;
    if (how === undefined && dryRun) {
      context.out(`would send  POST ${target.href}\n`);
      context.out(
        `            authorization: Bearer (${token === undefined ? 'no token' : `token from ${token.source}`})\n`,
      );
      context.out(`            content-type: ${encoding === 'json' ? 'application/json' : 'multipart/form-data'}\n`);
      context.out(`            file: ${archive.name}, ${archive.content.length} bytes, ${packed.length} files\n`);
      context.out(`            SHA-256 ${archive.sha256}\n`);
    } else if (how === 'published')
      context.out(`${slug} is published at ${target.origin}, and reads back as it was sent\n`);
    else if (how === 'published before')
      context.out(`${slug} is published at ${target.origin} already, with these very bytes\n`);
  }
  if (!ok) context.err(`${countText(findings)}; nothing was sent\n`);
  return ok ? EXIT.ok : EXIT.findings;
}
