import type { EmitContext } from '../../src/model/emit.js';
import type { DefinitionModel, ModuleModel } from '../../src/model/module.js';
import type { Definition, Expression, Statement } from '../../src/puppet/ast.js';
import { parseType } from '../../src/puppet/types/index.js';

const text = (value: string | number | boolean | null): Expression => ({ kind: 'literal', value });
const variable = (name: string): Expression => ({ kind: 'variable', name });

function resource(type: string, title: Expression, attributes: Readonly<Record<string, Expression>>): Statement {
  return {
    kind: 'resource',
    type,
    form: 'normal',
    bodies: [{ title, attributes: Object.entries(attributes).map(([name, value]) => ({ name, value })) }],
  };
}

const main: Definition = {
  kind: 'class',
  name: 'beacon',
  parameters: [
    { name: 'address', type: parseType('Stdlib::Host') },
    { name: 'port', type: parseType('Stdlib::Port'), default: text(8080) },
    { name: 'password', type: parseType('Optional[Sensitive[String[1]]]'), default: text(null) },
    { name: 'lights', type: parseType('Array[Beacon::Colour]'), default: { kind: 'array', items: [text('red')] } },
    {
      name: 'limits',
      type: parseType("Struct[{ 'soft' => Integer[1], Optional['hard'] => Integer[1] }]"),
      default: { kind: 'hash', entries: [[text('soft'), text(1024)]] },
    },
  ],
  body: [
    { kind: 'contain', classes: ['beacon::service'] },
    {
      kind: 'if',
      branches: [
        {
          condition: variable('beacon::password'),
          body: [
            resource('class', text('lighthouse::auth'), {
              password: variable('password'),
              user: text('keeper'),
              before: { kind: 'reference', type: 'class', titles: [text('beacon::service')] },
            }),
          ],
        },
      ],
    },
    resource('beacon::lamp', text('front'), { colour: text('red') }),
  ],
  documentation: {
    summary: 'Runs a beacon.',
    description: 'A beacon tells ships where they are. It has lamps | lights, and one service that switches them.',
    parameters: {
      address: 'Name or address on which the beacon listens.',
      port: 'Port on which it listens; below 1024 it needs root.',
      password: 'Whoever knows it may switch the lamps | lights.\n\nBlank: nobody may.',
      lights: 'Colours of the lights, from the top.',
      limits: 'Open files.',
    },
    examples: [
      { title: 'A beacon with a red light', code: "class { 'beacon':\n  address => 'beacon.example.com',\n}" },
    ],
    api: 'public',
  },
};

const service: Definition = {
  kind: 'class',
  name: 'beacon::service',
  parameters: [{ name: 'ensure', type: parseType("Enum['running', 'stopped']"), default: text('running') }],
  body: [
    resource('package', text('beacond'), { ensure: text('installed') }),
    resource('service', text('beacond'), { ensure: variable('ensure'), enable: text(true) }),
    {
      kind: 'chain',
      operands: [
        { kind: 'reference', type: 'package', titles: [text('beacond')] },
        { kind: 'reference', type: 'service', titles: [text('beacond')] },
      ],
      arrows: ['~>'],
    },
  ],
  documentation: {
    summary: 'Installs the beacon and keeps it running.',
    parameters: { ensure: 'Whether the service runs.' },
    api: 'private',
  },
};

const lamp: Definition = {
  kind: 'define',
  name: 'beacon::lamp',
  parameters: [{ name: 'colour', type: parseType('Beacon::Colour') }],
  body: [
    resource(
      'file',
      { kind: 'interpolation', parts: ['/etc/beacon/', variable('title')] },
      {
        ensure: text('file'),
        content: { kind: 'interpolation', parts: [variable('colour'), '\n'] },
      },
    ),
  ],
  documentation: {
    summary: 'One lamp of the beacon.',
    parameters: { colour: 'What the lamp shines.' },
    api: 'public',
  },
};

const brightness: Definition = {
  kind: 'function',
  name: 'beacon::brightness',
  parameters: [
    { name: 'watts', type: parseType('Integer[0]') },
    { name: 'factor', type: parseType('Integer[1]'), default: text(80) },
  ],
  returns: parseType('Integer'),
  body: [{ kind: 'binary', operator: '*', left: variable('watts'), right: variable('factor') }],
  documentation: {
    summary: 'How bright a lamp is.',
    description: 'Assumes that all power becomes light.',
    parameters: { watts: 'Electrical power, in watts.', factor: 'Lumens that come out of one watt.' },
    api: 'public',
    returns: 'the brightness in lumens',
  },
};

const colour: Definition = {
  kind: 'alias',
  name: 'Beacon::Colour',
  type: parseType("Enum['red', 'green', 'white']"),
  documentation: { summary: 'Colours that ships know.', parameters: {}, api: 'public' },
};

function described(definition: Definition, more: Partial<DefinitionModel> = {}): DefinitionModel {
  return { definition, parameterSites: {}, behaviours: [], ...more };
}

export const sampleModel: ModuleModel = {
  identity: {
    name: 'beacon',
    owner: 'example',
    version: '1.2.0',
    summary: 'Runs beacons that tell ships where they are.',
    author: 'The keepers of the example lighthouse',
    license: 'Apache-2.0',
    source: 'https://github.com/example/example-beacon',
    projectPage: 'https://github.com/example/example-beacon',
    issuesUrl: 'https://github.com/example/example-beacon/issues',
    tags: ['beacon', 'ships'],
  },
  runtime: { name: 'openvox', range: '>= 8.19.0 < 9.0.0' },
  dependencies: [{ name: 'puppetlabs/stdlib', range: '>= 9.0.0 < 10.0.0' }],
  operatingSystems: [
    { name: 'CentOS', family: 'RedHat', releases: ['8', '9'] },
    { name: 'Debian', family: 'Debian', releases: ['12', '13'] },
  ],
  definitions: [
    described(main, {
      behaviours: [
        {
          title: 'listens where Hiera says',
          node: {
            certname: 'beacon.example.com',
            extensions: { pp_role: 'beacon' },
            facts: { 'memory.system.total_bytes': 8589934592 },
            data: { 'beacon::address': 'beacon.example.com', 'beacon::lights': ['red', 'white'] },
          },
          expect: [
            {
              kind: 'contains',
              resource: 'Class[beacon]',
              with: { port: 8080, lights: ['red', 'white'] },
              without: ['password'],
            },
            { kind: 'contains', resource: 'Beacon::Lamp[front]', with: { colour: { matches: '^(red|green)$' } } },
            { kind: 'contains', resource: 'File[/etc/beacon/front]', with: { content: 'red\n' } },
            { kind: 'contains', resource: 'Class[beacon::service]' },
            { kind: 'contains', resource: 'Package[beacond]', with: { ensure: 'installed' } },
            { kind: 'contains', resource: 'Service[beacond]', with: { ensure: 'running', enable: true } },
            {
              kind: 'notifies',
              first: 'Package[beacond]',
              then: 'Service[beacond]',
              why: 'A new version only shines after a restart.',
            },
            { kind: 'lacks', resource: 'Class[lighthouse::auth]' },
          ],
          real: false,
        },
        {
          title: 'asks for the password',
          node: { data: { 'beacon::address': '192.0.2.1', 'beacon::password': 'flash' }, on: [{ family: 'Debian' }] },
          expect: [
            {
              kind: 'contains',
              resource: 'Class[lighthouse::auth]',
              with: { password: { sensitive: 'flash' }, user: 'keeper' },
            },
            {
              kind: 'before',
              first: 'Class[lighthouse::auth]',
              then: 'Class[beacon::service]',
              why: 'Nobody may switch the lamps before there is a password.',
            },
          ],
          real: true,
        },
        {
          title: 'refuses to start without an address',
          node: {},
          expect: [{ kind: 'fails', message: "expects a value for parameter 'address'" }],
          real: false,
        },
      ],
    }),
    described(brightness, {
      cases: [
        { arguments: [100], result: { value: 8000 } },
        { arguments: [100, 90], result: { value: 9000 } },
        { arguments: [-1], result: { fails: "parameter 'watts' expects an Integer\\[0\\]" } },
      ],
    }),
    described(lamp, {
      behaviours: [
        {
          title: 'writes its colour down',
          node: { declare: { title: 'rear', parameters: { colour: 'green' } } },
          expect: [
            { kind: 'contains', resource: 'File[/etc/beacon/rear]', with: { ensure: 'file', content: 'green\n' } },
          ],
          real: false,
        },
      ],
      operatingSystems: [{ name: 'Debian', family: 'Debian', releases: ['12'] }],
    }),
    described(service),
    described(colour, { samples: { allow: ['red', 'white'], reject: ['blue', '', 7] } }),
  ],
  hierarchy: [{ name: 'Operating system', path: 'os/%{facts.os.family}.yaml' }],
  data: [{ path: 'os/Debian.yaml', entries: { 'beacon::service::ensure': 'running' } }],
  assets: [{ path: 'templates/beacon.conf.epp', content: '<%- | Integer $port | -%>\nport = <%= $port %>\n' }],
  roles: [
    { name: 'beacon', title: 'Beacon', classes: ['beacon'], namedBy: 'beacon::address', notes: 'Needs a tower' },
    { name: 'keeper', title: 'Keeper', ppRole: 'keeper', classes: [] },
  ],
  tiers: [
    {
      name: 'small',
      title: 'Small coast',
      summary: 'For a coast with one harbour.',
      provision: ['One beacon.', 'Keepers as required, each with its `pp_role`.'],
      nodes: [
        { id: 'Ships', label: 'Ships', shape: 'pool', optional: false, roles: [] },
        { id: 'Tower', label: 'The "tower"', shape: 'node', optional: false, roles: ['beacon'] },
        { id: 'Lamp', label: 'Lamp', shape: 'node', optional: false, inside: 'Tower', roles: [] },
        { id: 'Log', label: 'Log', shape: 'database', optional: true, inside: 'Tower', roles: ['keeper'] },
      ],
      connections: [
        { from: 'Ships', to: 'Tower', port: '8080', optional: false },
        { from: 'Lamp', to: 'Log', optional: true },
      ],
      data: { 'beacon::address': 'beacon.example.com' },
    },
  ],
  ports: [{ port: 8080, from: 'Ships', to: 'Beacon', purpose: 'Light', when: 'at night' }],
  releases: [
    { version: '1.2.0', sections: { 'Implemented enhancements': ['White lights'] } },
    {
      version: '1.1.0',
      date: '2025-03-04',
      sections: { 'Fixed bugs': ['Lamps no longer\nflicker'], 'Breaking changes': [] },
    },
  ],
  prose: {
    description: 'A beacon has lamps.',
    setup: 'Build a tower first.',
    classification: 'Classify the nodes.',
    pp_role: 'Set the extension before the certificate is requested.',
    first_runs: '1. The tower.\n2. The keepers.',
    secrets: 'One password.',
    code_deployment: 'There is none.',
    growing: 'Add a lamp.',
    removing_nodes: 'Take a lamp away.',
    serverless: 'Every lamp lights itself.',
    backups: 'Light cannot be kept.',
    patroni: 'Three lamps elect one.',
    advanced_usage: 'Read about lenses.',
    limitations: 'No fog.',
    development: 'Patches are welcome.',
  },
};

export const sampleContext: EmitContext = {
  lock: [
    {
      name: 'stdlib',
      slug: 'puppetlabs/stdlib',
      version: '9.7.0',
      git: { url: 'https://github.com/puppetlabs/puppetlabs-stdlib.git', ref: 'v9.7.0' },
    },
    {
      name: 'lighthouse',
      slug: 'example/lighthouse',
      version: '0.3.0',
      git: {
        url: 'https://github.com/example/example-lighthouse.git',
        ref: '0123456789abcdef0123456789abcdef01234567',
      },
    },
  ],
  keyTypesOf: () => new Map(),
  aliases: new Map([
    ['Stdlib::Host', parseType('String[1]')],
    ['Stdlib::Port', parseType('Integer[0, 65535]')],
  ]),
};
