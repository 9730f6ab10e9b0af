/** What is wrong with the description of an infrastructure, as far as reading it goes. */
import { diagnostics } from '../../findings/finding.js';
const meant = (suggestion: string | undefined): string =>
  suggestion === undefined ? '' : `did you mean '${suggestion}'?`;
const helpOf = (...parts: readonly string[]): { readonly help?: string } => {
  const text = parts.filter((part) => part !== '').join('; ');
  return text === '' ? {} : { help: text };
};
export const readDiagnostics = diagnostics({
  kind: {
    code: 'OVP8022',
    remedy: 'Call it `infrastructure.yaml` or `infrastructure.ts`.',
    why: 'A description is written in YAML or in TypeScript.',
    text: (file: string) => ({
      message: `'${file}' is neither YAML (.yaml, .yml) nor TypeScript (.ts, .mts, .js, .mjs)`,
    }),
  },
  noDefault: {
    code: 'OVP8023',
    why: 'The default export is what the commands read.',
    text: () => ({
      message: 'the default export is not an infrastructure',
      help: 'export default defineInfrastructure({ ... })',
    }),
  },
  threw: {
    code: 'OVP8024',
    remedy: 'The message is that of the error: mend what it names in the file, or in one that it imports.',
    why: 'The file is run to get the description.',
    text: (problem: string) => ({ message: `the file fails when it is run: ${problem}` }),
  },
  shape: {
    code: 'OVP8025',
    why: 'A description is a mapping.',
    text: (got: string) => ({
      message: `an infrastructure is a mapping of names to values, not ${got}`,
      help: 'begin with `tier:`, `primary_server:` and `nodes:`',
    }),
  },
  tier: {
    code: 'OVP8026',
    why: 'What an infrastructure has and must have depends on its tier.',
    text: (got: string | undefined, tiers: readonly string[], suggestion: string | undefined) => ({
      message: got === undefined ? 'the tier is missing' : `there is no tier ${got}`,
      help: [meant(suggestion), `tiers are ${tiers.join(', ')}`].filter((part) => part !== '').join(' '),
    }),
  },
  unknownKey: {
    code: 'OVP8027',
    why: 'A misspelt key would be ignored in silence.',
    text: (key: string, inside: string, suggestion: string | undefined, known: readonly string[]) => ({
      message: `${inside} has no '${key}'`,
      ...helpOf(meant(suggestion), suggestion === undefined ? `it has ${known.join(', ')}` : ''),
    }),
  },
  otherTier: {
    code: 'OVP8028',
    why: 'A key of another tier says that the tier is wrong, or that the key is.',
    text: (key: string, tier: string, others: readonly string[]) => ({
      message: `the tier '${tier}' has no '${key}'`,
      help: `remove it, or set tier to ${others.join(' or ')}`,
    }),
  },
  misplaced: {
    code: 'OVP8033',
    why: 'Indentation says what a line belongs to.',
    text: (key: string, inside: string, help: string) => ({ message: `${inside} has no '${key}'`, help }),
  },
  missing: {
    code: 'OVP8029',
    why: 'Without it the infrastructure cannot be built.',
    text: (key: string, inside: string) => ({ message: `${inside} needs '${key}'`, help: `add ${key}` }),
  },
  value: {
    code: 'OVP8030',
    why: 'The value is not one that can be meant.',
    text: (where: string, expected: string, help: string | undefined) => ({
      message: `${where} ${expected}`,
      ...(help === undefined ? {} : { help }),
    }),
  },
  misplacedHiera: {
    code: 'OVP8031',
    why: 'Hiera keys stand below `hiera`, so that misspelt words of the description are found.',
    text: (key: string) => ({
      message: `'${key}' is a Hiera key, not a word of the description`,
      help: 'move it below hiera',
    }),
  },
  noPrimary: {
    code: 'OVP8032',
    why: 'Every infrastructure has one primary, which holds the certificate authority.',
    text: (key: string) => ({
      message: `'${key}' is missing or blank`,
      help: 'set it to the certname of the server that holds the certificate authority',
    }),
  },
});
