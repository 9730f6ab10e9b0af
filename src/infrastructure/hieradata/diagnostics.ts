/** What is wrong with Hiera data. */
import { diagnostic, diagnostics, didYouMean } from '../../findings/finding.js';

export const hieraDiagnostics = diagnostics({
  unread: diagnostic(
    'OVP8201',
    'A key that no class reads does nothing, and nothing says so.',
    (key: string, owner: string, suggestion: string | undefined, siblings: readonly string[]) => ({
      message: `no class of ${owner} reads '${key}'`,
      ...didYouMean(
        suggestion,
        `${siblings.length === 0 ? '' : `${key.slice(0, key.lastIndexOf('::'))} has ${siblings.join(', ')}; `}remove it, or look it up in code of your own`,
      ),
    }),
  ),
  misspelt: diagnostic('OVP8202', 'A key is read only under its exact name.', (key: string, suggestion: string) => ({
    message: `nothing reads '${key}'`,
    ...didYouMean(suggestion),
  })),
  type: diagnostic(
    'OVP8203',
    'Puppet refuses to compile a catalog with such a value.',
    (problem: string, type: string, remedy: string | undefined) => ({
      message: problem,
      help: remedy ?? `the parameter's type is ${type}`,
    }),
  ),
  decided: diagnostic(
    'OVP8204',
    'What a profile passes to a component wins over Hiera.',
    (key: string, owner: string) => ({
      message: `'${key}' does nothing where ${owner} manages the node, since that passes a value of its own`,
      help: 'remove it; see the parameters of the profile for what can be changed',
    }),
  ),
  leadingColons: diagnostic('OVP8205', 'Hiera keys are names without a leading `::`.', (key: string) => ({
    message: `nothing reads '${key}', because of its leading colons`,
    help: `write '${key.replace(/^:+/, '')}'`,
  })),
  notMapping: diagnostic('OVP8206', 'A file of Hiera data is a mapping of keys to values.', (got: string) => ({
    message: `a file of Hiera data is a mapping of keys to values, not ${got}`,
    help: 'write `key: value`, with a blank after the colon',
  })),
  otherVersion: diagnostic(
    'OVP8207',
    'Of a module whose version in the Puppetfile is not the recorded one, only what looks like a slip is told.',
    (key: string, owner: string, suggestion: string) => ({
      message: `the version of ${owner} that is known here does not read '${key}'`,
      ...didYouMean(suggestion),
    }),
  ),
  plainSecret: diagnostic(
    'OVP8210',
    'Whoever reads the repository, its backups or its history has the secret.',
    (key: string) => ({
      message: `the secret '${key}' stands here in plain text`,
      help: 'encrypt it (`eyaml encrypt`), or refer to a store of secrets with %{lookup(...)}; and change it, since the history keeps it',
    }),
  ),
  privateKey: diagnostic('OVP8211', 'Whoever reads the repository has the private key.', (key: string) => ({
    message: `a private key stands in plain text in '${key}'`,
    help: 'encrypt it (`eyaml encrypt`), or leave it on the node; and replace it, since the history keeps it',
  })),
  certificate: diagnostic(
    'OVP8212',
    'A copy in Hiera does not follow when the certificate is renewed.',
    (key: string) => ({
      message: `a certificate stands in '${key}'`,
      help: 'name the file on the node that holds it, so that a renewed one is found',
    }),
  ),
  token: diagnostic('OVP8213', 'Whoever reads the repository can use the token.', (what: string, key: string) => ({
    message: `${what} stands in plain text in '${key}'`,
    help: 'encrypt it (`eyaml encrypt`), and revoke it, since the history keeps it',
  })),
  interpolation: diagnostic(
    'OVP8220',
    'Hiera fails on a function that it does not have.',
    (name: string, known: string, suggestion: string | undefined) => ({
      message: `Hiera has no function '${name}' to interpolate`,
      ...didYouMean(suggestion, `it has ${known}`),
    }),
  ),
  aliasInText: diagnostic('OVP8221', 'Hiera fails on an alias that is not the whole value.', () => ({
    message: '%{alias(...)} has to be the whole value',
    help: 'use %{lookup(...)} inside of a text',
  })),
  noTarget: diagnostic(
    'OVP8222',
    'Hiera fails on a look-up that finds nothing, or leaves a gap.',
    (key: string, suggestion: string | undefined) => ({
      message: `no file of these data has the key '${key}' that is looked up here`,
      ...didYouMean(suggestion),
    }),
  ),
  unclosed: diagnostic('OVP8223', 'What looks like an interpolation and is none stays in the text as it is.', () => ({
    message: 'this %{ is never closed',
    help: "add the brace; for a literal one write %{literal('%')}{",
  })),
  legacyFact: diagnostic(
    'OVP8224',
    'OpenVox 8 has no legacy facts: the interpolation gives an empty text.',
    (fact: string, now: string) => ({
      message: `there is no fact '${fact}' any more, and the interpolation is empty`,
      help: `write %{facts.${now}}`,
    }),
  ),
  lookupOptions: diagnostic(
    'OVP8230',
    'Options of look-ups that Hiera does not know are ignored or fail.',
    (problem: string, suggestion: string | undefined, expected: string) => ({
      message: problem,
      ...didYouMean(suggestion, expected),
    }),
  ),
  mergeLoss: diagnostic(
    'OVP8231',
    'Without an option to merge, Hiera takes a key from the first level that has it, and nothing of the others.',
    (key: string, lost: string, below: string) => ({
      message: `'${key}' hides ${lost} of ${below}, since nothing says that the two are merged`,
      help: `to merge, add lookup_options: {'${key}': {merge: deep}}; to replace, repeat here what is still wanted`,
    }),
  ),
  blankHides: diagnostic('OVP8232', 'A blank is a value, and wins over those below.', (key: string, below: string) => ({
    message: `'${key}' is blank here, and hides its value in ${below}`,
    help: 'remove the line to inherit the value',
  })),
  mergeTypes: diagnostic(
    'OVP8233',
    'Hiera fails where it has to merge values of different kinds.',
    (key: string, here: string, there: string, below: string) => ({
      message: `'${key}' is merged, but is ${here} here and ${there} in ${below}`,
      help: 'give both the same kind of value',
    }),
  ),
  hieraYaml: diagnostic(
    'OVP8240',
    'Hiera refuses the configuration, or reads other files than is meant.',
    (problem: string, help: string | undefined) => ({
      message: problem,
      ...(help === undefined ? {} : { help }),
    }),
  ),
  neverRead: diagnostic(
    'OVP8241',
    'Data in a file that no level of the hierarchy leads to does nothing.',
    (file: string, expected: string) => ({
      message: `no level of the hierarchy leads to ${file}`,
      help: `levels lead to ${expected}`,
    }),
  ),
  noHierarchy: diagnostic(
    'OVP8242',
    'The command needs Hiera data or the description of an infrastructure.',
    (folder: string) => ({
      message: `there are no Hiera data in '${folder}'`,
      help: 'name a control repository, a folder with YAML files, or the description of an infrastructure',
    }),
  ),
  nodeFile: diagnostic(
    'OVP8243',
    'Data for a node that does not exist are never read.',
    (name: string, suggestion: string) => ({
      message: `these data are for '${name}', a name that appears nowhere else`,
      ...didYouMean(suggestion),
    }),
  ),
  tooManyFiles: diagnostic(
    'OVP8244',
    'A tree beyond all use is not read to its end.',
    (limit: number) => ({
      message: `there are more than ${limit} files; the others were not read`,
    }),
    'Name the folder of the Hiera data instead of one above it.',
  ),
});
