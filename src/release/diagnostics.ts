/** What keeps a release from being made. Codes 93xx. */
import { diagnostic as row, diagnostics, didYouMean } from '../findings/finding.js';

export const releaseDiagnostics = diagnostics({
  noFile: row(
    'OVP9301',
    'The changelog and the version of the module come from one file, which this command writes.',
    (file: string) => ({
      message: `The configuration does not take its releases from '${file}'.`,
      help: [
        `Write [] into ${file}, and say in ovp.config.ts:`,
        `  import releases from './${file}' with { type: 'json' };`,
        '  export default defineConfig({ ..., releases });',
        "and leave 'version' out of 'module': it is that of the newest release.",
      ].join('\n'),
    }),
  ),
  unreadable: row(
    'OVP9302',
    'What the last release was is known from a file that was written with it.',
    (file: string, reason: string) => ({
      message: `'${file}' cannot be used: ${reason}.`,
      help: 'Restore it from version control.',
    }),
  ),
  noRecord: row(
    'OVP9308',
    'Without the interface of the last release nobody can tell what has changed since then.',
    (file: string, version: string) => ({
      message: `There is no '${file}', though version ${version} has been released.`,
      help: 'Restore it from version control. If it was never there, name the next version, which is then compared with nothing.',
    }),
  ),
  otherVersion: row('OVP9309', 'A release is what the module calls itself.', (version: string, instead: string) => ({
    message: `The module would have version ${instead} instead of ${version}.`,
    help: "Leave 'version' out of 'module' in the configuration: it goes before that of the newest release.",
  })),
  tooSmall: row(
    'OVP9303',
    'Users take a patch or a minor version in the belief that nothing of theirs breaks.',
    (version: string, last: string, proposed: string, reasons: readonly string[]) => ({
      message: `Version ${version} is too small a step from ${last}:\n${reasons.map((reason) => `- ${reason}`).join('\n')}`,
      help: `Take ${proposed}, or undo these changes.`,
    }),
  ),
  badVersion: row(
    'OVP9304',
    'Versions of modules are semantic versions that grow.',
    (version: string, reason: string) => ({
      message: `'${version}' cannot be the next version: ${reason}.`,
      help: 'Give patch, minor, major, or a version such as 1.4.0; or nothing, to have one proposed.',
    }),
  ),
  nothing: row('OVP9305', 'A release that changes nothing makes work for everybody who updates.', (last: string) => ({
    message: `Nothing that users would see has changed since ${last}, and there are no notes.`,
    help: "Say what has: npx ovp-gen release --note 'Fixed bugs: ...'; or name the version to release all the same.",
  })),
  badNote: row(
    'OVP9306',
    'Modules of the Forge have the same sections in their changelogs.',
    (note: string, sections: readonly string[], meant: string | undefined) => ({
      message: `The note '${note}' has no known section.`,
      ...didYouMean(meant, `Begin it with one of: ${sections.map((section) => `'${section}: '`).join(', ')}`),
    }),
  ),
  changedSince: row(
    'OVP9307',
    'A version stands for an interface that was compared with the one before it.',
    (version: string) => ({
      message: `The public interface has changed since version ${version} was made.`,
      help: 'Make another version: npx ovp-gen release',
    }),
  ),
});
