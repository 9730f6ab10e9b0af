/** What can be wrong with the set of component modules: OVP6xxx. */
import { diagnostics } from '../findings/finding.js';

export const bindDiagnostics = diagnostics({
  dependencyMissing: {
    code: 'OVP6001',
    why: 'A module that another one needs has to be in the lock, or its classes and types do not exist on the server.',
    text: (module: string, dependency: string, range: string) => ({
      message: `${module} needs ${dependency} ${range}, which is not in the lock`,
      help: `add ${dependency} to the lock, and record it with ovp-gen bind`,
    }),
  },
  dependencyViolated: {
    code: 'OVP6002',
    why: 'Puppet does not refuse a module out of range, it only breaks in use.',
    text: (module: string, dependency: string, range: string, version: string) => ({
      message: `${module} needs ${dependency} ${range}, but the lock has ${version}`,
      help: `choose a version of ${dependency} within the range, or one of ${module} with another range`,
    }),
  },
  requirementViolated: {
    code: 'OVP6003',
    why: 'A module states the versions of OpenVox that it was made for.',
    text: (module: string, requirement: string, range: string, version: string) => ({
      message: `${module} requires ${requirement} ${range}, but the interfaces are those of OpenVox ${version}`,
      help: `choose a version of ${module} for OpenVox ${version}`,
    }),
  },
  rangeMalformed: {
    code: 'OVP6004',
    why: 'A range that cannot be read proves nothing.',
    text: (module: string, name: string, range: string) => ({
      message: `${module} asks for ${name} '${range}', which is not a range of versions`,
      help: 'a range is written as >= 1.2.3 < 2.0.0, 1.x or 1.2.3',
    }),
  },
  interfaceMissing: {
    code: 'OVP6005',
    why: 'Without its interface nothing about a module can be checked.',
    text: (module: string) => ({
      message: `${module} is in the lock, but its interface is not recorded`,
      help: 'run ovp-gen bind with the directory or the package of the module',
    }),
  },
  interfaceOutdated: {
    code: 'OVP6006',
    why: 'Checks against the interface of another version find the wrong things.',
    text: (module: string, locked: string, recorded: string) => ({
      message: `the lock has ${module} ${locked}, but the recorded interface is that of ${recorded}`,
      help: `run ovp-gen bind with ${module} ${locked}, or mend the lock`,
    }),
  },
  interfaceUnlocked: {
    code: 'OVP6007',
    why: 'What is recorded but not locked is never tested together with the rest.',
    text: (module: string, version: string) => ({
      message: `the interface of ${module} ${version} is recorded, but ${module} is not in the lock`,
      help: `add ${module} to the lock, or remove its interface and its binding`,
    }),
  },
  lockUnusable: {
    code: 'OVP6008',
    why: 'The lock says which version of each component module everything is made for and tested with.',
    text: (file: string, reason: string) => ({
      message: `the lock of component modules '${file}' cannot be used: ${reason}`,
      help: 'restore it from version control, or install ovp-gen again',
    }),
  },
  recordingUnusable: {
    code: 'OVP6009',
    why: 'Names and types of a component module are judged by its recording; half of one would judge wrongly.',
    text: (file: string, reason: string) => ({
      message: `the recording '${file}' cannot be used: ${reason}`,
      help: 'restore it from version control, or remove it and run ovp-gen bind with the module again',
    }),
  },
  notAModule: {
    code: 'OVP6010',
    why: 'An interface is recorded from a module: a directory with a metadata.json, or its package.',
    text: (path: string, reason: string) => ({
      message: `'${path}' is not a component module: ${reason}`,
      help: 'name the directory of a module, with metadata.json in it, or a .tar.gz as the Forge serves it',
    }),
  },
  recordingFailed: {
    code: 'OVP6011',
    why: 'Types are loaded into OpenVox to see what they accept; one that does not load cannot be recorded.',
    text: (module: string, output: string) => ({
      message: `the interface of '${module}' could not be recorded: ${output}`,
      help: 'put the modules that it depends on beside it, or name their folder with --modulepath',
    }),
  },
});
