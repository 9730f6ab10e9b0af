/** What is wrong with a request for a drawing. Codes 86xx. */
import { diagnostic as row, diagnostics, didYouMean } from '../../findings/finding.js';

export const drawDiagnostics = diagnostics({
  unknownFormat: row(
    'OVP8601',
    'A drawing has one of three forms.',
    (given: string, known: readonly string[], suggestion?: string) => ({
      message: `There is no format '${given}'; there are ${known.join(', ')}.`,
      ...didYouMean(suggestion, 'Name one with --format.'),
    }),
  ),
});
