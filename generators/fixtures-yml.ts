/** `.fixtures.yml`: the component modules for specs, at the versions of the lock. */
import { textFile, type Emitter } from './context.js';
import { GENERATED_BY } from './generated-by.js';
import { lockedModules } from './lock.js';
import { yamlText } from './yaml.js';

export const fixturesYml: Emitter = function* (model, context) {
  const repositories = Object.fromEntries(
    lockedModules(model, context).map(({ name, repository, ref }) => [name, { repo: repository, ref }]),
  );
  // The module under test is a link to its own directory; `source_dir` is a word of the fixtures task.
  const symlinks = { [model.identity.name]: '#{source_dir}' };
  yield textFile('.fixtures.yml', yamlText({ fixtures: { repositories, symlinks } }, { comment: GENERATED_BY }));
};
