/** What can be wrong with Ruby and its gems. Codes 71xx. */
import { diagnostic as row, diagnostics } from '../findings/finding.js';
import { some } from '../findings/some.js';

/** Packages with Ruby's headers and what builds the parts in C that some gems have, by the command that installs them. */
export const buildPackages = {
  'apt install': 'ruby-dev build-essential libffi-dev',
  'dnf install': 'ruby-devel gcc make redhat-rpm-config libffi-devel',
} as const;

const getRuby =
  `Install Ruby with its headers: \`apt install ruby ${buildPackages['apt install']}\` (Debian, Ubuntu), ` +
  `\`dnf install ruby ${buildPackages['dnf install']}\` (Enterprise Linux, Fedora), \`brew install ruby\` (macOS).`;

export const toolchainDiagnostics = diagnostics({
  noRuby: row('OVP7101', 'Parser, compiler and puppet-lint are Ruby programs.', (required: string) => ({
    message: `There is no 'ruby' on the PATH; Ruby ${required} is needed to judge the module.`,
    help: getRuby,
  })),
  brokenRuby: row('OVP7102', 'A Ruby that does not start judges nothing.', (path: string, output: string) => ({
    message: `'${path}' does not work: ${output}`,
    help: getRuby,
  })),
  oldRuby: row('OVP7103', 'OpenVox 8 does not run on earlier versions.', (found: string, required: string) => ({
    message: `The 'ruby' on the PATH is version ${found}; Ruby ${required} is needed to judge the module.`,
    help: getRuby,
  })),
  offline: row(
    'OVP7104',
    'The gems are installed once per machine; after that no network is needed.',
    (gem: string, reason: string) => ({
      message: `The Ruby gems are not installed yet, and '${gem}' could not be fetched: ${reason}`,
      help: 'Run the command once with a connection to a gem source (`gem sources` lists yours), or copy the folder of an installed toolchain and set OVP_TOOLCHAIN.',
    }),
  ),
  checksum: row('OVP7105', 'A gem that is not the one that was pinned is not run.', (gem: string, reason: string) => ({
    message: `The gem '${gem}' is not the one that is pinned: ${reason}.`,
    help: 'Ask whoever runs your gem source why it serves another file under this name.',
  })),
  native: row('OVP7106', 'Some gems have parts in C, which are built on installation.', (gem: string, log: string) => ({
    message: `The gem '${gem}' could not be built: ${log}`,
    help: getRuby,
  })),
  directory: row('OVP7107', 'The gems need a place on this machine.', (directory: string, reason: string) => ({
    message: `The Ruby gems cannot be installed into '${directory}': ${reason}`,
    help: 'Name another folder with OVP_TOOLCHAIN.',
  })),
  changed: row(
    'OVP7109',
    'A linter that lacks a part of itself finds less, and says nothing.',
    (directory: string, paths: readonly string[]) => ({
      message: `The Ruby gems in '${directory}' are no longer those that were installed: ${some(paths)}.`,
      help: `Remove them, the next run installs them again: rm -r '${directory}'`,
    }),
  ),
  failed: row('OVP7108', 'An installation that ends without a result is no installation.', (output: string) => ({
    message: `The installation of the Ruby gems ended without a result: ${output}`,
    help: 'Run the command again: nothing half installed is left. OVP_TOOLCHAIN names another folder.',
  })),
});
