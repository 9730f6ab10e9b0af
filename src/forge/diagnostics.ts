/** What can go wrong between here and the Forge. Codes 92xx. */
import { diagnostic as row, diagnostics } from '../findings/finding.js';
import { some } from '../findings/some.js';

export const again = 'Run the same command again: it looks first, and sends nothing twice.';

export const forgeDiagnostics = diagnostics({
  noToken: row('OVP9201', 'The Forge takes packages from those alone who own the namespace.', (variable: string) => ({
    message: 'There is no token to publish with.',
    help: `Set ${variable}, or name a file that holds the token, with mode 0600, with --token-file.`,
  })),
  tokenFile: row(
    'OVP9202',
    'Whoever reads the token can publish in your name.',
    (file: string, reason: string, remedy: string) => ({
      message: `The token in '${file}' is not used: ${reason}.`,
      help: remedy,
    }),
  ),
  badToken: row(
    'OVP9203',
    'A token is sent as one word; anything else would change the request.',
    (source: string, reason: string) => ({
      message: `What ${source} holds is not a token: ${reason}.`,
      help: 'Copy the token alone, as the website of the Forge shows it.',
    }),
  ),
  badUrl: row(
    'OVP9204',
    'Over a connection that is not encrypted, anybody on the way reads the token.',
    (url: string, reason: string) => ({
      message: `'${url}' is not used: ${reason}.`,
      help: 'Name the root of a Forge with --forge, such as https://forge.example.com',
    }),
  ),
  noNotes: row('OVP9205', 'Users read in the changelog what a release means for them.', (version: string) => ({
    message: `The changelog has no dated section of version ${version}.`,
    help: 'Write it: npx ovp-gen release',
  })),
  uncommitted: row('OVP9206', 'A release that no commit holds cannot be built again.', (paths: readonly string[]) => ({
    message: `There are changes that are not committed: ${some(paths)}.`,
    help: 'Commit them, or put them away with git stash.',
  })),
  noRepository: row('OVP9217', 'A release that no commit holds cannot be built again.', (folder: string) => ({
    message: `Nobody can tell whether everything in '${folder}' is committed: git does not look after it.`,
    help: 'Keep the project in version control: git init',
  })),
  gitFails: row('OVP9218', 'A release that no commit holds cannot be built again.', (reason: string) => ({
    message: `git cannot tell whether everything is committed: ${reason}.`,
    help: 'Mend it until git status works in the folder of the project.',
  })),
  noNamespace: row(
    'OVP9207',
    'A namespace exists before the first module is published in it.',
    (forge: string, owner: string) => ({
      message: `'${forge}' does not know the namespace '${owner}'.`,
      help: "Register it there, or mend 'owner' under 'module' in the configuration.",
    }),
  ),
  taken: row(
    'OVP9208',
    'A version is published once; what users have installed does not change.',
    (slug: string, detail: string) => ({
      message: `${slug} is published already${detail}.`,
      help: 'Choose the next version: npx ovp-gen release',
    }),
  ),
  unreachable: row('OVP9209', 'Nothing was sent to the Forge.', (host: string, reason: string) => ({
    message: `'${host}' cannot be reached: ${reason}.`,
    help: 'Look at the address (--forge), the network and the certificates of this machine (NODE_EXTRA_CA_CERTS names further ones); proxies are not used.',
  })),
  refused: row(
    'OVP9210',
    'The Forge has looked at the package or the token, and has said no.',
    (answer: string, help: string) => ({
      message: answer,
      help,
    }),
  ),
  redirected: row(
    'OVP9211',
    'A token that follows a redirection can be collected by anybody who can cause one.',
    (from: string, to: string) => ({
      message: `'${from}' wants the upload to go to ${to}. It was not sent there, nor was the token.`,
      help: 'If that is the right Forge, name it with --forge.',
    }),
  ),
  notAForge: row(
    'OVP9212',
    'Only an answer in the terms of the API says what became of a request.',
    (url: string, answer: string) => ({
      message: `What answers at '${url}' does not seem to be a Forge: ${answer}.`,
      help: 'Look at --forge; a proxy or a login page may stand in between.',
    }),
  ),
  unknownOutcome: row(
    'OVP9213',
    'A connection may be cut after the Forge has taken the package and before it could say so.',
    (reason: string, seen: string) => ({
      message: `It is not known what became of the upload: ${reason}; ${seen}.`,
      help: again,
    }),
  ),
  notReadBack: row('OVP9214', 'What users get is what the Forge hands out.', (slug: string, reason: string) => ({
    message: `${slug} was taken by the Forge, but could not be read back: ${reason}.`,
    help: again,
  })),
  different: row(
    'OVP9215',
    'What the Forge hands out has to be what was sent.',
    (slug: string, sent: string, found: string) => ({
      message: `The Forge hands out another ${slug} than was sent: SHA-256 ${found} instead of ${sent}.`,
      help: 'Delete that release on the website of the Forge, and find out who changes files on the way.',
    }),
  ),
  failing: row(
    'OVP9216',
    'Without an answer nobody knows whether the version is free.',
    (url: string, reason: string, help: string) => ({
      message: `'${url}' gave no usable answer: ${reason}.`,
      help: `Nothing was sent. ${help}`,
    }),
  ),
});
