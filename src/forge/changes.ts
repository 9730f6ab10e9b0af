/** What of a project is in no commit. */
import { execa } from 'execa';
import { type Finding, finding } from '../findings/finding.js';
import { PACKAGES } from '../package/store.js';
import { forgeDiagnostics as row } from './diagnostics.js';

/**
 * One finding where something is not committed; a warning where git does not look after the project at all.
 *
 * @param project - absolute path of its folder
 */
export async function uncommitted(project: string): Promise<Finding[]> {
  const argv = ['status', '--porcelain', '-z', '--no-renames', '--', '.', `:(exclude)${PACKAGES}`];
  // Its words are looked at below, and an answer is not worth a lock on the index.
  const env = { LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0' };
  const { code, failed, stdout, stderr } = await execa('git', argv, { cwd: project, reject: false, env });
  if (code === 'ENOENT' || stderr.includes('not a git repository')) {
    return [{ ...finding(row.noRepository, undefined, project), severity: 'warning' }];
  }
  if (failed) return [finding(row.gitFails, undefined, stderr.split('\n')[0] ?? '')];
  const paths = stdout.split('\0').flatMap((line) => (line === '' ? [] : [line.slice(3)]));
  return paths.length === 0 ? [] : [finding(row.uncommitted, undefined, paths)];
}
