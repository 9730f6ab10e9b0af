/** `.fixtures.yml`: the component modules for specs, at the versions of the lock. */
import { textFile, type Emitter } from './context.js';
import { GENERATED_BY } from './generated-by.js';
import { lockedModules } from './lock.js';
import { yamlText } from '../src/text/yaml.js';

export const fixturesYml: Emitter = function* (model, context) {
  const modules = lockedModules(model, context);
  const repositories = modules.flatMap(({ name, git }) =>
    git ? [[name, { repo: git.url, ref: git.ref }] as const] : [],
  );
  const released = modules.flatMap(({ name, slug, version, git }) =>
    git ? [] : [[name, { repo: slug, ref: version }] as const],
  );
  // The module under test is a link to its own directory; `source_dir` is a word of the fixtures task.
  const symlinks = { [model.identity.name]: '#{source_dir}' };
  const fixtures = {
    ...(released.length > 0 ? { forge_modules: Object.fromEntries(released) } : {}),
    repositories: Object.fromEntries(repositories),
    symlinks,
  };
  yield textFile('.fixtures.yml', yamlText({ fixtures }, { comment: GENERATED_BY }));
};
