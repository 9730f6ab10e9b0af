/** The command of a node without a server, with the real Puppet. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rubyEnvironment } from '../ruby/environment.js';
import { missingPrograms, Node } from './node.js';

const ruby = rubyEnvironment();
const missing = [...missingPrograms(), ...(ruby.available ? [] : [ruby.missing])];
const why = missing.length === 0 ? '' : ` (not run: this machine lacks ${missing.join(', ')})`;

const result = (node: Node, text: string): string =>
  `file { '${node.path('result')}': content => "${text} \${environment} \${lookup('version')}" }\n`;
const hierarchy = [
  'version: 5',
  'hierarchy:',
  '  - name: common',
  '    datadir: ../../hieradata/%{environment}',
  '    path: common.yaml',
  '',
].join('\n');

describe.skipIf(missing.length > 0)(`a run with the real Puppet${why}`, () => {
  let node: Node;
  let good: string;

  beforeAll(() => {
    node = new Node('real');
    node.write('conf/puppet.conf', '[main]\nfacts_terminus = memory\n[agent]\nenvironment = dev\n');
    node.control.git('checkout', '--quiet', '-b', 'dev');
    good = node.control.commit({ 'manifests/site.pp': result(node, 'first'), 'hiera.yaml': hierarchy });
    node.hiera.commit({ 'common.yaml': 'version: one\n' });
  }, 60_000);
  afterAll(() => node.remove());

  it('applies the site.pp of the environment in [agent], with the data of production where it has none', async () => {
    const run = await node.run();
    expect(run).toMatchObject({ status: 2 });
    expect(run.output).toContain('the Hiera data have no branch for environment dev: it uses those of production');
    expect(run.output).toContain(`environment dev is now at branch dev of the control repository, commit ${good}`);
    expect(node.read('result')).toBe('first dev one');
  });

  it('keeps the last good code where a manifest cannot be parsed, and says so', async () => {
    node.control.commit({ 'manifests/site.pp': 'class {\n' });
    node.hiera.commit({ 'common.yaml': 'version: two\n' });
    node.write('result', 'changed by hand');
    const run = await node.run();
    expect(run).toMatchObject({ status: 2 });
    expect(run.output).toContain('branch dev of the control repository has manifests that cannot be parsed');
    expect(run.output).toContain(`the last good code stays in force (control dev ${good},hiera production `);
    expect(node.read('result')).toBe('first dev one');
  });
});
