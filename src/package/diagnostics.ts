/** What keeps a module from being packaged. Codes 91xx. */
import { diagnostic as row, diagnostics } from '../findings/finding.js';
import { some } from '../findings/some.js';

const regenerate = 'Bring it up to date with npx ovp-gen; what was edited by hand belongs into the definitions.';

export const packageDiagnostics = diagnostics({
  notAsGenerated: row(
    'OVP9101',
    'A package holds what the definitions say, so that anybody can build the same one from them.',
    (directory: string, paths: readonly string[]) => ({
      message: `The module in '${directory}' is not as generated: ${some(paths)}.`,
      help: regenerate,
    }),
  ),
  stray: row(
    'OVP9102',
    'A file that nothing describes would be missing from a package that is built anywhere else.',
    (path: string) => ({
      message: `'${path}' lies where the package takes its files from, but is not generated.`,
      help: "Remove it, or move it into the configuration's folder of 'assets', whose files belong to the module.",
    }),
  ),
  link: row('OVP9103', 'Installers skip symbolic links, or refuse a package that has one.', (path: string) => ({
    message: `'${path}' is a symbolic link or a special file.`,
    help: 'Replace it by what it leads to, or remove it.',
  })),
  path: row(
    'OVP9104',
    'Archives of the ustar format hold ASCII paths of up to 100 characters, after a folder of up to 155.',
    (path: string, reason: string) => ({
      message: `'${path}' cannot be packaged: its path ${reason}.`,
      help: 'Rename what the path is made from.',
    }),
  ),
  missing: row('OVP9105', 'The Forge shows these files, and scores a module by them.', (path: string) => ({
    message: `The module has no '${path}'.`,
    help: regenerate,
  })),
  identity: row(
    'OVP9106',
    'The name of a package is made of them, and the Forge refuses any other form.',
    (what: string, value: string, expected: string) => ({
      message: `The ${what} '${value}' cannot be that of a package: ${expected}.`,
      help: "Mend it under 'module' in the configuration.",
    }),
  ),
  notGreen: row('OVP9107', 'What the judges refuse is not given to others.', (judges: readonly string[]) => ({
    message: `The module is not packaged: ${judges.join(', ')} ${judges.length === 1 ? 'is' : 'are'} not content with it.`,
    help: judges.includes('attestation')
      ? 'Mend what is found, then compile with the real component modules: npx ovp-gen validate --modulepath DIR'
      : 'Mend what is found, then look once more with npx ovp-gen validate.',
  })),
  absent: row('OVP9108', '--check compares with a package that was built before.', (file: string) => ({
    message: `There is no '${file}'.`,
    help: 'Build it: npx ovp-gen package',
  })),
  differs: row(
    'OVP9109',
    'The same definitions and the same ovp-gen give the same bytes.',
    (file: string, paths: readonly string[]) => ({
      message: `'${file}' is not what is built from the definitions now${paths.length === 0 ? '' : `: ${some(paths)}`}.`,
      help: 'Build it again: npx ovp-gen package',
    }),
  ),
});
