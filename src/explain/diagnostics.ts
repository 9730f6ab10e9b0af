/** What keeps a key from being explained. */
import { diagnostic, diagnostics, didYouMean } from '../findings/finding.js';

export const explainDiagnostics = diagnostics({
  unknown: diagnostic(
    'OVP8401',
    'Keys and parameters have exact names; what nothing reads has no explanation.',
    (key: string, suggestion: string | undefined) => ({
      message: `nothing that is known reads '${key}'`,
      ...didYouMean(
        suggestion,
        'name a parameter of the platform or of a recorded component module: class, two colons, parameter',
      ),
    }),
  ),
  ambiguous: diagnostic(
    'OVP8402',
    'Several classes have a parameter of the same name.',
    (name: string, keys: readonly string[]) => ({
      message: `'${name}' is a parameter of several classes`,
      help: `name one of ${keys.join(', ')}`,
    }),
  ),
  notParameter: diagnostic(
    'OVP8403',
    'Hiera data are for parameters of classes.',
    (name: string, kind: string, keys: readonly string[]) => ({
      message: `'${name}' is a ${kind}, not one of its parameters`,
      help: keys.length === 0 ? 'it has none' : `its parameters are ${keys.join(', ')}`,
    }),
  ),
});
