/** Publishing: look, send, look again. */
import { type Finding, finding, FindingsError } from '../findings/finding.js';
import type { ModuleIdentity } from '../model/module.js';
import type { Artifacts } from '../package/artifacts.js';
import { sha256 } from '../write/hash.js';
import type { Encoding, Forge, ReleaseOnForge } from './client.js';
import { forgeDiagnostics as row } from './diagnostics.js';

/** `published`: by this run, or by an earlier one, with the very same bytes. */
export interface Published {
  readonly how: 'published' | 'published before';
}

export interface Preflight {
  /** The release is there already, with the same bytes. */
  readonly isPublished: boolean;
  readonly findings: readonly Finding[];
}

/** Pauses between looks for a release that was taken and is not shown yet: a Forge has more than one machine. */
const PAUSES = [1000, 2000, 4000, 8000, 15_000];

type Subject = Pick<Artifacts, 'slug' | 'archive'>;

/** Asks whether the namespace is there and the version is free. */
export async function preflight(
  forge: Forge,
  { owner }: ModuleIdentity,
  subject: Subject,
  host: string,
): Promise<Preflight> {
  const there = await forge.release(subject.slug);
  if (there !== undefined) {
    const hash = there.isDeleted ? undefined : await hashOf(forge, there, subject);
    if (hash === subject.archive.sha256) return { isPublished: true, findings: [] };
    const detail = there.isDeleted
      ? ', and was deleted; its version stays taken'
      : hash === undefined
        ? ', but its file is not to be had'
        : ', with another content';
    return { isPublished: false, findings: [finding(row.taken, undefined, subject.slug, detail)] };
  }
  const known = await forge.hasNamespace(owner);
  // Only the upload shows who may publish where: a Forge need not tell everybody who its users are.
  const findings = known ? [] : [{ ...finding(row.noNamespace, undefined, host, owner), severity: 'warning' as const }];
  return { isPublished: false, findings };
}

/**
 * Sends the package, and holds what the Forge hands out against it. After a connection that was cut, or an answer that
 * tells nothing, the release itself tells whether it was taken.
 *
 * @throws FindingsError where it was not, where that is not known, or where it is not what was sent
 */
export async function publish(
  forge: Forge,
  { owner }: ModuleIdentity,
  subject: Subject,
  encoding: Encoding,
  wait: (milliseconds: number) => Promise<void>,
): Promise<Published> {
  const { slug, archive } = subject;
  const upload = await forge.upload(slug, archive.content, owner, encoding);
  if (upload.kind === 'refused') {
    // Somebody may have published the same bytes since we looked: an earlier run whose connection was cut, for one.
    const found = upload.conflict ? await publishedHash(forge, subject) : undefined;
    if (found === archive.sha256) return { how: 'published before' };
    throw new FindingsError([
      found === undefined ? upload.found : finding(row.taken, undefined, slug, ', with another content'),
    ]);
  }
  const lost = (seen: string): FindingsError =>
    new FindingsError([
      upload.kind === 'taken'
        ? finding(row.notReadBack, undefined, slug, seen)
        : finding(row.unknownOutcome, undefined, upload.reason, seen),
    ]);
  for (const pause of [...PAUSES, undefined]) {
    const found = await handedOut(forge, subject).catch((error: unknown) => {
      if (!(error instanceof FindingsError)) throw error;
      throw lost(error.findings.map(({ message }) => message.replace(/\.$/, '')).join('; '));
    });
    if (found === archive.sha256) return { how: 'published' };
    if (found !== undefined) throw new FindingsError([finding(row.different, undefined, slug, archive.sha256, found)]);
    if (pause !== undefined) await wait(pause);
  }
  throw lost(`the Forge does not show ${slug}`);
}

/** SHA-256 of the release as it is handed out; `undefined` where it is not shown, or shown without its file. */
async function handedOut(forge: Forge, subject: Subject): Promise<string | undefined> {
  const there = await forge.release(subject.slug);
  return there === undefined ? undefined : hashOf(forge, there, subject);
}

/** Of the release that users see; `undefined` where that cannot be told. */
async function publishedHash(forge: Forge, subject: Subject): Promise<string | undefined> {
  try {
    const there = await forge.release(subject.slug);
    return there === undefined || there.isDeleted ? undefined : await hashOf(forge, there, subject);
  } catch (error) {
    if (error instanceof FindingsError) return undefined;
    throw error;
  }
}

/** Of the file as it is handed out; where that is right, of what the Forge says of it. */
async function hashOf(forge: Forge, there: ReleaseOnForge, { archive }: Subject): Promise<string | undefined> {
  // One byte more than ours is enough to be another file.
  const content = await forge.download(there, archive.content.length);
  if (content === undefined) return undefined;
  const found = sha256(content);
  return found === archive.sha256 ? (there.sha256 ?? found) : found;
}
