/** What is wrong with a file that a person wrote before anybody asks what it means. */
import { diagnostics } from '../../findings/finding.js';

export const sourceDiagnostics = diagnostics({
  noFile: {
    code: 'OVP8020',
    why: 'The commands `infra` work on the file of one infrastructure.',
    text: (file: string) => ({
      message: `the infrastructure '${file}' does not exist`,
      help: 'name a file, .yaml or .ts',
    }),
  },
  unreadable: {
    code: 'OVP8021',
    remedy: 'Look at who may read it, and whether it is a file.',
    why: 'The file has to be readable.',
    text: (file: string, problem: string) => ({ message: `'${file}' cannot be read: ${problem}` }),
  },
  syntax: {
    code: 'OVP8001',
    why: 'A file that is not YAML gives no data at all: Puppet fails on every node that reads it.',
    text: (problem: string, times: number, help: string | undefined) => ({
      message: `this is not YAML: ${problem}${times > 1 ? ` (${times} times)` : ''}`,
      ...(help === undefined ? {} : { help }),
    }),
  },
  tooLarge: {
    code: 'OVP8002',
    why: 'Files are read as a whole, so that their size is bounded.',
    text: (bytes: number) => ({
      message: `the file is larger than ${bytes / 1024 / 1024} MiB, and was not read`,
      help: 'split it',
    }),
  },
  tooDeep: {
    code: 'OVP8003',
    why: 'Nesting beyond all use exhausts those who read the file.',
    text: (depth: number) => ({
      message: `values are nested more than ${depth} deep`,
      help: 'Hiera data are rarely nested more than ten deep; mend the indentation or the brackets',
    }),
  },
  tooMany: {
    code: 'OVP8004',
    why: 'Aliases of aliases grow to any size.',
    text: (values: number) => ({
      message: `with its aliases, the file stands for more than ${values} values`,
      help: 'write out what is meant',
    }),
  },
  duplicate: {
    code: 'OVP8005',
    why: 'Of two equal keys Ruby takes the last one and says nothing.',
    text: (key: string) => ({
      message: `the key '${key}' is here for the second time, and only this one counts`,
      help: 'merge the two',
    }),
  },
  key: {
    code: 'OVP8006',
    why: 'Hiera looks keys up by name.',
    text: () => ({ message: 'a list or a mapping cannot be a key', help: 'a value in braces has to be quoted' }),
  },
  date: {
    code: 'OVP8007',
    why: 'Puppet refuses the whole file: Ruby takes the text for a date, a class that Puppet does not allow in data.',
    text: (text: string) => ({
      message: `Puppet refuses a file with a bare date (${text})`,
      help: `put it in quotes: '${text}'`,
    }),
  },
  severalDocuments: {
    code: 'OVP8008',
    why: 'Ruby reads the first document of a file.',
    text: () => ({ message: 'a second document begins here, which nobody reads', help: 'remove the line with `---`' }),
  },
});
