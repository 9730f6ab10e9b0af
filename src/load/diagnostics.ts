/** What can be wrong with a configuration and with the source text of definitions. Codes 5xxx. */
import { diagnostic as row, diagnostics, didYouMean } from '../findings/finding.js';

export const loadDiagnostics = diagnostics({
  syntax: row(
    'OVP5002',
    'The configuration or a file that it imports is not valid TypeScript.',
    (message: string) => ({
      message,
    }),
    'Mend the line; the message is that of the compiler. An import that leads nowhere is one of a file that is not there, or of one that is named otherwise.',
  ),
  threw: row(
    'OVP5003',
    'The configuration threw an error while it was loaded.',
    (message: string) => ({ message }),
    'The message is that of the error, and the place the line of yours that led to it.',
  ),
  noDefault: row('OVP5004', 'The default export of the configuration is the root of everything.', (path: string) => ({
    message: `${path} has no default export made by defineConfig.`,
    help: 'export default defineConfig({ ... });',
  })),
  assetFails: row(
    'OVP5005',
    'Files of the module may hold EJS between [% and %]; what is wrong in there stops the run.',
    (message: string) => ({ message }),
    'Mend what stands between `[%` and `%]` at that line; `module` is what it may use.',
  ),
  assetNotText: row('OVP5010', 'What is generated is text, compared and packaged as such.', () => ({
    message: 'The file is no text in UTF-8.',
    help: 'Convert it to UTF-8, or let the module fetch it where it is needed.',
  })),
  assetLink: row(
    'OVP5011',
    'What a symbolic link leads to is in no commit, and another one on another machine.',
    () => ({
      message: 'The file is a symbolic link or no regular file.',
      help: 'Replace it by what it leads to, or remove it.',
    }),
  ),
  noFolder: row('OVP5006', 'A folder that the configuration names has to exist.', (what: string, path: string) => ({
    message: `The folder '${path}' of '${what}' does not exist.`,
    help: 'Make it, or name another; the path is relative to the configuration.',
  })),
  configKey: row(
    'OVP5007',
    'A key that nothing reads would be left out in silence, and what it was meant to add with it.',
    (key: string, candidate?: string) => ({
      message: `The configuration has '${key}', which nothing reads.`,
      ...didYouMean(candidate, 'Leave it out; your editor shows the keys of defineConfig.'),
    }),
  ),
  configValue: row(
    'OVP5008',
    'What a configuration says has a kind, as the types of defineConfig have it.',
    (key: string, state: string, expected: string) => ({
      message: `'${key}' of the configuration is ${state}, but ${expected} is expected.`,
      ...(key === 'platform' ? { help: "platform: openvoxPlatform, from 'ovp-gen/platform'" } : {}),
    }),
    'Write `definitions: [motd]` for a list, even of one, and leave out what is to be as in the platform. [Configuration](../reference/configuration.md) has the types of all keys.',
  ),
  configName: row(
    'OVP5009',
    'The name of the module begins the name of every class; Puppet and the Forge accept certain names only.',
    (key: string, name: string, expected: string, candidate?: string) => ({
      message: `'${key}' of the configuration is '${name}', but ${expected} is expected.`,
      ...didYouMean(candidate),
    }),
  ),
  importUnknown: row(
    'OVP5012',
    'What a configuration imports has to be installed, and a package gives away only what it names.',
    (name: string, candidate?: string) => ({
      message: `There is no '${name}' to import.`,
      ...didYouMean(
        candidate,
        'Install the package. A component module is recorded with npx ovp-gen bind DIR, and imported from ./bindings.',
      ),
    }),
  ),
  parametersUnknown: row(
    'OVP5101',
    'Parameters are read from the text of an interface or a type literal; what has to be computed by the compiler is not understood.',
    (text: string) => ({
      message: `The parameters '${text}' are not an interface or a type literal.`,
      help: 'Declare them as an interface in this file or in one that it imports.',
    }),
  ),
  typeUnknown: row(
    'OVP5102',
    'Each type of a parameter stands for one Puppet type.',
    (parameter: string, text: string, candidate: string | undefined) => ({
      message: `The type '${text}' of '${parameter}' stands for no Puppet type.`,
      ...didYouMean(candidate, "Use a word of the vocabulary, or PuppetType<'...', T> to spell the Puppet type out."),
    }),
  ),
  plainNumber: row(
    'OVP5103',
    'Puppet tells integers from floats, and a bound says more than both.',
    (parameter: string) => ({
      message: `'${parameter}' is a number; say which.`,
      help: 'Use Integer, PositiveInteger, Count or Between<low, high>.',
    }),
  ),
  clock: row('OVP5201', 'The same definitions make the same module, today and tomorrow.', (what: string) => ({
    message: `The definitions ask for the time, with ${what}.`,
    help: 'Write the value into the configuration.',
  })),
  random: row('OVP5202', 'The same definitions make the same module, however often they are run.', (what: string) => ({
    message: `The definitions ask for a random value, with ${what}.`,
    help: 'Write the value into the configuration, or let Puppet compute it, as fqdn_rand() does.',
  })),
  environment: row(
    'OVP5203',
    'A run is skipped where nothing has changed; a variable that is not declared could change without notice.',
    (name: string) => ({
      message:
        name === '*'
          ? 'The definitions read the whole environment.'
          : `The definitions read the environment variable '${name}'.`,
      help:
        name === '*'
          ? 'Read the variables that are needed, by name.'
          : `Declare it: defineConfig({ env: ['${name}'], ... }).`,
    }),
  ),
  file: row(
    'OVP5204',
    'A run is skipped where nothing has changed; a file that is not declared could change without notice.',
    (path: string) => ({
      message: `The definitions read '${path}'.`,
      help: 'Declare the file, or a folder above it: defineConfig({ inputs: [...], ... }).',
    }),
  ),
  outside: row('OVP5205', 'The same definitions make the same module, on whatever machine.', (what: string) => ({
    message: `The definitions ask the machine or another program, with ${what}.`,
    help: 'Put the answer into a file, and declare that file: defineConfig({ inputs: [...], ... }).',
  })),
});
