// Which part may import which: the architecture in two lists. Types count like code.

/** Parts of ovp-gen; each may import those before it only. */
const parts = [
  'src/package-root.ts',
  'src/text',
  'src/findings',
  'src/puppet',
  'src/model',
  'src/write',
  'src/toolchain',
  'src/bind',
  'src/bindings',
  'src/platform',
  'src/check',
  'src/load',
  'src/evaluate',
  'src/infrastructure',
  'src/index.ts',
  'src/explain',
  'generators',
  'src/validate',
  'src/package',
  'src/forge',
  'src/release',
  'src/init',
  'src/ci',
  'src/doctor',
  'src/cli',
];

/** Parts of what operators use, likewise. */
const infrastructure = [
  'model',
  'source',
  'description',
  'secrets',
  'rules',
  'hieradata',
  'check.ts',
  'plan',
  'draw',
  'runbook',
  'diff',
].map((name) => `src/infrastructure/${name}`);

const pattern = (path) => `^${path}${path.endsWith('.ts') ? '$' : '/'}`;

const layers = (list) =>
  list.slice(0, -1).map((part, index) => ({
    name: `${part} stands below`,
    comment: 'Parts import from those before them in a list of .dependency-cruiser.mjs.',
    severity: 'error',
    from: { path: pattern(part) },
    to: { path: list.slice(index + 1).map(pattern) },
  }));

export default {
  forbidden: [
    ...layers(parts),
    ...layers(infrastructure),
    {
      name: 'listed',
      comment: 'Each part of ovp-gen is in a list of .dependency-cruiser.mjs.',
      severity: 'error',
      from: { path: '^(?:src|generators)/', pathNot: parts.map(pattern) },
      to: {},
    },
    {
      name: 'listed-infrastructure',
      comment: 'Each part of src/infrastructure is in a list of .dependency-cruiser.mjs.',
      severity: 'error',
      from: { path: '^src/infrastructure/', pathNot: infrastructure.map(pattern) },
      to: {},
    },
    {
      name: 'handlers-apart',
      comment: 'What several commands share stands in src/cli, not in one of them.',
      severity: 'error',
      from: { path: '^src/cli/handlers/' },
      to: { path: '^src/cli/handlers/' },
    },
    {
      name: 'no-circles',
      comment:
        'A circle has no part that can be read first. Classes of Puppet refer to each other, and so do their definitions; ' +
        'statements have expressions inside, and lambdas are expressions with statements inside.',
      severity: 'error',
      from: { pathNot: '^src/(?:platform|puppet/print)/' },
      to: { circular: true },
    },
    {
      name: 'compiler-in-one-place',
      comment: 'ts-morph is slow to import, and follows a compiler that changes.',
      severity: 'error',
      from: { pathNot: ['^src/load/', '^src/infrastructure/description/typescript/source-places\\.ts$'] },
      to: { path: '^node_modules/ts-morph/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json'] },
  },
};
