/** What of a project is in no commit. */
import { execa } from 'execa';
import { PACKAGES } from '../package/store.js';

/**
 * @param project - absolute path of its folder
 * @returns paths relative to it; `undefined` where git does not look after it
 */
export async function uncommitted(project: string): Promise<readonly string[] | undefined> {
  const argv = ['status', '--porcelain', '-z', '--no-renames', '--', '.', `:(exclude)${PACKAGES}`];
  const { failed, stdout } = await execa('git', argv, { cwd: project, reject: false });
  return failed ? undefined : stdout.split('\0').flatMap((line) => (line === '' ? [] : [line.slice(3)]));
}
