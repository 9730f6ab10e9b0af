/** What makes puppet-lint warn and cannot be written in another way without another meaning. Codes 22xx. */
import { diagnostic as row, diagnostics } from '../../findings/finding.js';

export const printDiagnostics = diagnostics({
  duplicateAttribute: row(
    'OVP2201',
    'A resource cannot set an attribute twice; the compiler refuses it.',
    (resource: string, attribute: string) => ({
      message: `'${attribute}' is set twice in a resource of type '${resource}'.`,
      help: 'Leave one of them.',
    }),
  ),
  fileMode: row(
    'OVP2202',
    'A number as a mode is decimal, and a mode of other than four octal digits leaves the special bits open.',
    (mode: string) => ({
      message: `The mode ${mode} is neither four octal digits nor a symbolic mode.`,
      help: "Write it as a string, such as '0644' or 'u=rw,go=r'.",
    }),
  ),
  fileEnsurePresent: row(
    'OVP2203',
    'With `present` whatever has the name of the file will do, a directory too.',
    () => ({
      message: "A file is declared with ensure 'present'.",
      help: "Say what it is: 'file', 'directory' or 'link'.",
    }),
  ),
  anchor: row('OVP2204', '`contain` has made anchors superfluous.', () => ({
    message: "A resource of type 'anchor' is declared.",
    help: 'Contain the class instead.',
  })),
  lookupInDefault: row(
    'OVP2205',
    'Hiera sets parameters of classes by their names; a lookup in a default hides the key that is really read.',
    (parameter: string) => ({
      message: `The default of '${parameter}' calls lookup().`,
      help: 'Leave the default to Hiera, or look the value up in the body.',
    }),
  ),
  emptyDefault: row(
    'OVP2206',
    'An empty string as a default stands for "not set", which Puppet has undef for.',
    (parameter: string) => ({
      message: `The default of '${parameter}' is an empty string.`,
      help: 'Make the type Optional and leave the default to be undef; the empty string may still be accepted.',
    }),
  ),
  legacyFact: row(
    'OVP2207',
    'Legacy facts are no longer sent by agents.',
    (fact: string, structured: string | undefined) => ({
      message: `'${fact}' is a legacy fact.`,
      ...(structured === undefined ? {} : { help: `Use $facts${structured}.` }),
    }),
  ),
  topScope: row(
    'OVP2208',
    'Variables at top scope come from wherever a site puts them; facts are read from $facts.',
    (name: string) => ({
      message: `'$${name}' is a variable at top scope.`,
      help: `Use $facts['${name.replace(/^::/, '')}'].`,
    }),
  ),
  unknownVariable: row(
    'OVP2209',
    'A variable that is set nowhere in the definition is looked for at top scope, and is an error if it is not there.',
    (name: string, candidate: string | undefined) => ({
      message: `'$${name}' is set nowhere in the definition.`,
      ...(candidate === undefined ? {} : { help: `Did you mean '$${candidate}'?` }),
    }),
  ),
  variableName: row(
    'OVP2210',
    'Names of variables consist of lower-case letters, digits and underscores.',
    (name: string) => ({
      message: `'$${name}' is not the name of a variable.`,
      help: 'Begin with a lower-case letter or an underscore; use lower-case letters, digits and underscores.',
    }),
  ),
  className: row(
    'OVP2211',
    'The autoloader finds a definition by its name, and reserves most characters.',
    (name: string) => ({
      message: `'${name}' is not the name of a class, defined type or function.`,
      help: 'Segments begin with a lower-case letter and consist of lower-case letters, digits and underscores.',
    }),
  ),
  versionComparison: row('OVP2212', 'Compared as numbers or strings, 10 is less than 9.', (name: string) => ({
    message: `'$${name}' is compared as if it were a number.`,
    help: 'Use versioncmp().',
  })),
  puppetUrl: row('OVP2213', 'Files of modules are mounted under modules/.', (url: string) => ({
    message: `'${url}' names no module.`,
    help: 'Write puppet:///modules/<module>/<path>.',
  })),
  typeAsMatch: row(
    'OVP2214',
    'A bare type as an option of `case` or a selector is taken for a string that lacks its quotes.',
    (type: string) => ({ message: `The type '${type}' is an option of its own.`, help: "Compare with =~ in an 'if'." }),
  ),
  longLine: row(
    'OVP2215',
    'puppet-lint accepts 140 columns; a name, a pattern or a word of that length cannot be broken.',
    (length: number, start: string) => ({
      message: `A line of the manifest has ${length} columns: '${start}…'.`,
      help: 'Shorten the name or pattern, or assign parts of the value to variables.',
    }),
  ),
  controlCharacter: row(
    'OVP2216',
    'A string with nothing but a control character in it cannot be told from an empty one.',
    () => ({
      message: 'A type, title or key has a control character.',
      help: 'Use a text without control characters here.',
    }),
  ),
  lambdaInDefault: row(
    'OVP2217',
    'The parameters of a lambda in the signature of a class are taken for parameters of the class.',
    (parameter: string) => ({
      message: `The default of '${parameter}' has a lambda.`,
      help: 'Compute the value in a function, or in the body.',
    }),
  ),
  noVariable: row(
    'OVP2218',
    'puppet-lint misreads braces, quotes and slashes in some places. A value with them is assigned to a variable before its statement, unless it is evaluated only under a condition, or stands in a signature.',
    (what: string) => ({
      message: `A ${what} stands where puppet-lint misreads it, and cannot be evaluated earlier.`,
      help: "Assign it to a variable in a statement before, or in the body of an 'if'.",
    }),
  ),
});
