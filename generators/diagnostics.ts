/** What can be wrong with a model that is otherwise sound, so that it cannot be written out: OVP4xxx. */
import { diagnostics } from '../src/findings/finding.js';

export const emitDiagnostics = diagnostics({
  missingProse: {
    code: 'OVP4001',
    why: 'Some sections of the README cannot be derived from the definitions. Each of them needs a text.',
    text: (section: string) => ({
      message: `the README has a section '${section}', but the module has no text for it`,
      help: `add '${section}' to the module's prose`,
    }),
  },
  unknownProse: {
    code: 'OVP4002',
    why: 'A text that no section of the README takes would never be seen.',
    text: (section: string, expected: string) => ({
      message: `the module has a text for the section '${section}', which the README does not have`,
      help: expected,
    }),
  },
  duplicatePath: {
    code: 'OVP4003',
    why: 'Two parts of the model that lead to the same file would overwrite each other.',
    text: (path: string) => ({
      message: `'${path}' would be written twice`,
      help: 'rename one of the two definitions, or the asset',
    }),
  },
  pathNotPortable: {
    code: 'OVP4004',
    why: 'The Forge accepts packages with plain ASCII paths of at most 256 characters.',
    text: (path: string) => ({
      message: `'${path}' cannot be the path of a file in a module`,
      help: 'use letters, digits, dots, dashes and underscores, without ".." and at most 256 characters in all',
    }),
  },
  notInLock: {
    code: 'OVP4005',
    why: 'Puppetfile and fixtures name the exact version of each component module.',
    text: (name: string, expected: string) => ({
      message: `the module depends on '${name}', which the lock of component modules does not have`,
      help: expected,
    }),
  },
});
