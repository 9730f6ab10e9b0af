/** Everything that can be wrong with definitions. Codes 1xxx; a code never changes its meaning. */
import { diagnostic as row, diagnostics, didYouMean } from '../findings/finding.js';

/** For names of other modules as well as of this one. */
const addOrRecord = 'Add its definition to the configuration, or record the module that has it: npx ovp-gen bind DIR.';

export const definitionDiagnostics = diagnostics({
  notReflected: row(
    'OVP1001',
    'Names, types and texts of parameters are read from the source text when a configuration is loaded. A definition made in any other way, for instance by a function that calls `profile`, has none.',
    (name: string) => ({
      message: `'${name}' was not read from its source text.`,
      help: "Call the builder at the top level of a TypeScript file, with its type arguments: profile<Params>('name', { ... }).",
    }),
  ),
  bodyFailed: row(
    'OVP1002',
    'The body of a definition threw an error.',
    (name: string, message: string) => ({
      message: `'${name}': ${message}`,
    }),
    'The place is that of the call that failed: look at what it is given. Where a name was misspelt, the message has the likely one.',
  ),
  duplicate: row(
    'OVP1003',
    'Puppet loads a class, defined type, function or type by its name, so that two of the same name cannot both exist.',
    (name: string) => ({
      message: `'${name}' is defined twice.`,
      help: 'Rename one, or change the one that is there with amend().',
    }),
  ),
  requiredAfterDefault: row(
    'OVP1004',
    'Required parameters come first, so that a reader sees what has to be given; puppet-lint refuses another order.',
    (name: string, parameter: string) => ({
      message: `Parameter '${parameter}' of '${name}' is required, but stands after one that has a default.`,
      help: 'Move it before the first parameter with a default, or give it a default.',
    }),
  ),
  unknownDefault: row(
    'OVP1005',
    'A default belongs to a parameter.',
    (name: string, parameter: string, candidate: string | undefined) => ({
      message: `'${name}' has a default for '${parameter}', which is none of its parameters.`,
      ...didYouMean(candidate),
    }),
  ),
  defaultType: row(
    'OVP1006',
    'Puppet checks a default against the type of its parameter only when it is used: on the first node.',
    (name: string, parameter: string, problem: string) => ({
      message: `The default of '${parameter}' of '${name}' does not fit its type: ${problem}.`,
    }),
    "Give the parameter a default that its type takes, or another type: `port: Port` takes `8140`, and not `'8140'`.",
  ),
  badType: row(
    'OVP1007',
    'The type of a parameter is not a Puppet type.',
    (name: string, type: string, problem: string) => ({
      message: `'${type}' of '${name}' is not a Puppet type: ${problem}.`,
    }),
    "Write the type as Puppet does, such as `PuppetType<'Array[Stdlib::Port]', number[]>`, or use a word of the vocabulary.",
  ),
  undocumented: row(
    'OVP1008',
    'Documentation is part of the interface: the reference is made of it.',
    (name: string, what: string) => ({
      message: `${what} of '${name}' has no text.`,
      help: 'Write a TSDoc comment before it: /** ... */.',
    }),
  ),
  badName: row(
    'OVP1009',
    'Puppet finds a definition by its name.',
    (name: string, expected: string) => ({
      message: `'${name}' cannot be a name: expected ${expected}.`,
    }),
    'Name it after the module, in lower-case segments: `profile::motd`. Names of types begin each segment with a capital.',
  ),
  unknownClass: row(
    'OVP1101',
    'A class that no manifest defines stops the catalog of every node that gets there.',
    (name: string, candidate: string | undefined) => ({
      message: `Class '${name}' is defined nowhere.`,
      ...didYouMean(candidate, addOrRecord),
    }),
  ),
  unknownType: row(
    'OVP1102',
    'A resource type that no module defines stops the catalog.',
    (name: string, candidate: string | undefined) => ({
      message: `Resource type '${name}' is defined nowhere.`,
      ...didYouMean(candidate, addOrRecord),
    }),
  ),
  unknownParameter: row(
    'OVP1103',
    'Puppet refuses a parameter that a class or resource type does not have.',
    (target: string, parameter: string, candidate: string | undefined) => ({
      message: `'${target}' has no parameter '${parameter}'.`,
      ...didYouMean(candidate),
    }),
  ),
  missingParameter: row('OVP1104', 'A required parameter has no default.', (target: string, parameter: string) => ({
    message: `'${target}' needs its parameter '${parameter}'.`,
    help: `Pass '${parameter}' on, or give it a default where it is declared.`,
  })),
  valueType: row(
    'OVP1105',
    'Puppet checks the type of a parameter when it compiles a catalog; this finds it before.',
    (target: string, parameter: string, problem: string) => ({
      message: `Parameter '${parameter}' of '${target}' does not take this value: ${problem}.`,
    }),
    'Pass a value that the type of the parameter takes; the message has the type, and what came.',
  ),
  unknownFunction: row(
    'OVP1106',
    'A function that no module defines stops the catalog.',
    (name: string, candidate: string | undefined) => ({
      message: `Function '${name}' is defined nowhere.`,
      ...didYouMean(candidate, addOrRecord),
    }),
  ),
  unknownVariable: row(
    'OVP1107',
    'A variable that nothing sets stops the catalog under strict_variables.',
    (name: string, candidate: string | undefined) => ({
      message: `Variable '$${name}' is set nowhere.`,
      ...didYouMean(candidate, 'Set it with local() before, or declare it as a parameter.'),
    }),
  ),
  unknownTemplate: row(
    'OVP1108',
    'A template that is not in the module stops the catalog.',
    (name: string, candidate: string | undefined) => ({
      message: `Template '${name}' is not in the module.`,
      ...didYouMean(candidate, 'Put the file below templates/ in a folder of assets.'),
    }),
  ),
  unknownTypeAlias: row(
    'OVP1109',
    'A data type that no module defines stops the catalog.',
    (name: string, candidate: string | undefined) => ({
      message: `Data type '${name}' is defined nowhere.`,
      ...didYouMean(candidate, addOrRecord),
    }),
  ),
  undeclaredDependency: row(
    'OVP1110',
    'What the module uses of another module has to be in its dependencies, or it will be missing on somebody’s server.',
    (module: string, slug: string, version: string) => ({
      message: `'${module}' is used, but '${slug}' is not among the dependencies.`,
      help: `Add it to the configuration: dependencies: [{ name: '${slug}', range: '>= ${version} < ${Number.parseInt(version, 10) + 1}.0.0' }].`,
    }),
  ),
  unknownRoleClass: row(
    'OVP1111',
    'What a role has is written into the table by which operators classify their nodes.',
    (role: string, name: string, candidate: string | undefined) => ({
      message: `The role '${role}' has the class '${name}', which is defined nowhere.`,
      ...didYouMean(candidate, 'Define it, or take it out of the role.'),
    }),
  ),
  unreadKey: row(
    'OVP1201',
    'Hiera ignores a key that no parameter reads, without a word.',
    (key: string, candidate: string | undefined) => ({
      message: `No parameter reads the Hiera key '${key}'.`,
      ...didYouMean(candidate),
    }),
  ),
  foreignKey: row(
    'OVP1202',
    'The data of a module can only set keys of its own namespace; Hiera ignores others.',
    (key: string, module: string) => ({
      message: `The module's data cannot set '${key}': only keys that begin with '${module}::'.`,
      help: 'Pass the value on where the class is declared, or leave it to the data of a site.',
    }),
  ),
  keyType: row(
    'OVP1203',
    'Puppet checks the value of a key against the type of the parameter when it compiles a catalog.',
    (key: string, problem: string) => ({ message: `'${key}' does not take this value: ${problem}.` }),
    'Give the key a value that the type of the parameter takes; the message has the type, and what came.',
  ),
  blankDefault: row(
    'OVP1204',
    'A blank value in an operator’s data is null, and null beats a default that stands in the module’s own data.',
    (key: string) => ({
      message: `'${key}' may be left blank, so its default cannot stand in the module's data.`,
      help: 'Give the default in the definition.',
    }),
  ),
  badReference: row(
    'OVP1401',
    'Expectations name resources as Puppet does.',
    (reference: string, title: string, name: string) => ({
      message: `'${reference}' in the behaviour '${title}' of '${name}' is no reference to a resource.`,
      help: "Write the type with capitals and one title without quotes, such as 'Package[git]' or 'Class[puppet::server]'.",
    }),
  ),
  unknownAmendment: row(
    'OVP1301',
    'An amendment names what it changes.',
    (name: string, id: string, candidate: string | undefined) => ({
      message: `'${name}' has no statement '${id}'.`,
      ...didYouMean(
        candidate,
        'Statements are known by what they are, such as File[/etc/motd], or by the name that named() gives.',
      ),
    }),
  ),
  ambiguousAmendment: row(
    'OVP1302',
    'An amendment has to be clear about what it changes.',
    (name: string, id: string) => ({
      message: `'${name}' has several statements '${id}'.`,
      help: 'Give the one that is meant a name of its own with named().',
    }),
  ),
  amendedNothing: row('OVP1303', 'An amendment changes a profile that is part of the platform.', (name: string) => ({
    message: `'${name}' is amended, but it is not among the definitions.`,
    help: 'Amend a profile of the platform, or add this one to the definitions.',
  })),
  amendedParameter: row('OVP1304', 'A parameter can be added once.', (name: string, parameter: string) => ({
    message: `'${name}' has a parameter '${parameter}' already.`,
    help: 'Use set for another default.',
  })),
});
