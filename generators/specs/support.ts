/** What all specs share: the helper, the facts of each platform, the Hiera hierarchy of the scenarios. */
import type { OperatingSystem } from '../../src/model/module.js';
import { textFile, type Emitter } from '../context.js';
import { GENERATED_BY } from '../generated-by.js';
import { render } from '../../src/text/template.js';
import { yamlText } from '../../src/text/yaml.js';
import { rubyString } from './ruby.js';

/** Rebuilds of the same release differ in their names only: any of these can stand in for another. */
const rebuilds = ['RedHat', 'CentOS', 'Rocky', 'AlmaLinux', 'OracleLinux'];

export const specSupport: Emitter = function* ({ identity, operatingSystems }) {
  yield textFile('spec/spec_helper.rb', render('spec/spec_helper.rb', { name: identity.name }));
  yield textFile(
    'spec/support/platforms.rb',
    render('spec/support/platforms.rb', { standIns: standIns(operatingSystems) }),
  );
  const hierarchy = {
    version: 5,
    defaults: { datadir: '.', data_hash: 'yaml_data' },
    hierarchy: [{ name: 'Scenario', path: '%{facts.scenario}.yaml' }],
  };
  yield textFile('spec/fixtures/hiera/hiera.yaml', yamlText(hierarchy, { comment: GENERATED_BY, spaced: true }));
};

/** For each rebuild that the module supports: the systems whose facts serve where FacterDB has none of its own. */
function standIns(systems: readonly OperatingSystem[]): readonly { readonly name: string; readonly others: string }[] {
  return systems
    .filter(({ name }) => rebuilds.includes(name))
    .map(({ name }) => ({
      name: rubyString(name),
      others: rebuilds.filter((other) => other !== name).join(' '),
    }));
}
