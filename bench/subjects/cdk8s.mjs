// cdk8s: a program in plain JavaScript that makes charts, one YAML file each. Once as a program of its own, which is all
// that is needed, and once through its command line.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clear, edit } from './folder.mjs';

/** About as much text as a profile becomes: three objects of what a service needs. */
function chart(index) {
  return `import { ApiObject, Chart } from 'cdk8s';

/** Service ${index}: configuration, process and name. */
export class Service${index} extends Chart {
  constructor(scope) {
    super(scope, 'service${index}', { labels: { app: 'service${index}' } });
    new ApiObject(this, 'config', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      data: Object.fromEntries(Array.from({ length: 60 }, (_, line) => ['line' + line, 'value ' + line + ' of service ${index}'])),
    });
    new ApiObject(this, 'deployment', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      spec: {
        replicas: 1,
        selector: { matchLabels: { app: 'service${index}' } },
        template: {
          metadata: { labels: { app: 'service${index}' } },
          spec: {
            containers: Array.from({ length: 12 }, (_, container) => ({
              name: 'c' + container,
              image: 'registry.example.com/service${index}/c' + container,
              ports: [{ containerPort: 8000 + container }],
              env: [{ name: 'LOG_LEVEL', value: 'info' }, { name: 'SERVER_NAME', value: 'service${index}.example.com' }],
            })),
          },
        },
      },
    });
    new ApiObject(this, 'service', {
      apiVersion: 'v1',
      kind: 'Service',
      spec: { selector: { app: 'service${index}' }, ports: Array.from({ length: 12 }, (_, port) => ({ name: 'p' + port, port: 8000 + port })) },
    });
  }
}
`;
}

function prepare(folder, units, peers) {
  symlinkSync(join(peers, 'node_modules'), join(folder, 'node_modules'), 'dir');
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  mkdirSync(join(folder, 'charts'));
  const indices = Array.from({ length: units }, (_, index) => index);
  for (const index of indices) writeFileSync(join(folder, `charts/service${index}.mjs`), chart(index));
  const imports = indices.map((index) => `import { Service${index} } from './charts/service${index}.mjs';\n`).join('');
  const charts = indices.map((index) => `new Service${index}(app);\n`).join('');
  writeFileSync(
    join(folder, 'main.mjs'),
    `import { App } from 'cdk8s';\n${imports}\nconst app = new App();\n${charts}app.synth();\n`,
  );
  writeFileSync(join(folder, 'cdk8s.yaml'), 'language: typescript\napp: node main.mjs\nimports: []\n');
}

const commands = (run) => ({
  cold: (folder, round, peers) => ({ ...run(peers), before: () => clear(folder, 'dist') }),
  noop: (folder, round, peers) => run(peers),
  edit: (folder, round, peers) => ({
    ...run(peers),
    before: () => edit(join(folder, 'charts/service1.mjs'), /replicas: \d+/, `replicas: ${round + 2}`),
  }),
});

/** @type {import('./subject.mjs').Subject} */
export const cdk8sLibrary = {
  name: 'cdk8s, library alone',
  output: 'dist',
  prepare,
  commands: commands(() => ({ command: [process.execPath, 'main.mjs'] })),
};

// Without that option it asks the registry for newer versions.
const cli = (peers, ...args) => ({
  command: [process.execPath, join(peers, 'node_modules/cdk8s-cli/bin/cdk8s'), ...args, '--check-upgrade=false'],
});

/** @type {import('./subject.mjs').Subject} */
export const cdk8s = {
  name: 'cdk8s',
  output: 'dist',
  prepare,
  commands: {
    start: (folder, round, peers) => cli(peers, '--version'),
    ...commands((peers) => cli(peers, 'synth')),
  },
};
