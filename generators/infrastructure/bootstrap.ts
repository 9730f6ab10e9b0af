/** What goes on each node before its first run: the request for its certificate, and its settings. */
import type { Infrastructure, InfrastructureNode } from '../../src/infrastructure/model/infrastructure.js';
import { evaluatorOf } from '../../src/infrastructure/model/node-data.js';
import { policyPaths } from '../../src/infrastructure/model/signing.js';
import type { ModuleModel } from '../../src/model/module.js';
import { type Entry, textFile } from '../context.js';
import { render } from '../../src/text/template.js';
import { yamlText } from '../../src/text/yaml.js';
import { FROM_DESCRIPTION } from './from-description.js';

export function* bootstrapFiles(all: Infrastructure, model: ModuleModel): Iterable<Entry> {
  for (const node of all.nodes) {
    const folder = `bootstrap/${node.certname}`;
    yield textFile(`${folder}/csr_attributes.yaml`, csrAttributes(all, node));
    yield textFile(`${folder}/puppet.conf`, puppetConf(all, node, model));
  }
  if (all.autosign === 'policy') {
    const { nodes } = all;
    yield textFile(
      `bootstrap/${all.primary}/autosign-policy.rb`,
      render('infrastructure/autosign-policy.rb', { generatedBy: FROM_DESCRIPTION, nodes, paths: policyPaths }),
      0o755,
    );
  }
}

/** Extensions are asked for once, with the certificate: later nothing changes them. */
function csrAttributes({ autosign }: Infrastructure, { ppRole, extensions }: InfrastructureNode): string {
  const requests = { ...(ppRole === undefined ? {} : { pp_role: ppRole }), ...extensions };
  const comment = [
    FROM_DESCRIPTION,
    'To /etc/puppetlabs/puppet/csr_attributes.yaml, before the certificate is requested: later it changes nothing.',
    ...(autosign === 'policy'
      ? ['The policy asks for a password as well; see the policy. It stays out of this file.']
      : []),
  ].join('\n');
  return yamlText(Object.keys(requests).length === 0 ? {} : { extension_requests: requests }, { comment });
}

function puppetConf(all: Infrastructure, node: InfrastructureNode, model: ModuleModel): string {
  const isPrimary = node.certname === all.primary;
  // As the main class finds it out: nodes that it owns talk to the primary, never through the pool that they form.
  const isOwned = evaluatorOf(model, all, node).variable(`${all.module.name}::owned`) === true;
  const names = node.altNames.length === 0 ? [] : [`dns_alt_names = ${[node.certname, ...node.altNames].join(', ')}`];
  const signing = { none: 'false', policy: policyPaths.policy, all: 'true' }[all.autosign];
  return [
    `# ${FROM_DESCRIPTION}`,
    '# To /etc/puppetlabs/puppet/puppet.conf, before the first run.',
    '[main]',
    `certname = ${node.certname}`,
    `server = ${isOwned ? all.primary : all.agentAddress}`,
    `ca_server = ${all.primary}`,
    `environment = ${all.environment}`,
    ...names,
    ...(isPrimary ? ['', '[server]', `autosign = ${signing}`] : []),
    '',
  ].join('\n');
}
