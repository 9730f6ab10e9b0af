/** Specs of classes and defined types: a context for each behaviour, on each operating system. */
import type { Behaviour, DefinitionModel } from '../../src/model/module.js';
import type { Definition } from '../../src/puppet/ast.js';
import { textFile, type Emitter } from '../context.js';
import { GENERATED_BY } from '../generated-by.js';
import { specPath } from '../names.js';
import { render } from '../../src/text/template.js';
import { yamlText } from '../../src/text/yaml.js';
import { examples } from './expectation.js';
import { rubyString } from './ruby.js';
import { conditions, hasData, lets, platformsCode, scenarioPath } from './scenario.js';

export const catalogSpecs: Emitter = function* (model) {
  for (const item of model.definitions) {
    if (item.behaviours.length === 0) continue;
    yield textFile(specPath(item.definition), specText(item));
    for (const behaviour of item.behaviours) {
      if (!hasData(behaviour.node)) continue;
      const path = `spec/fixtures/hiera/${scenarioPath(item, behaviour)}.yaml`;
      yield textFile(path, yamlText(behaviour.node.data, { comment: GENERATED_BY }));
    }
  }
};

function specText(model: DefinitionModel): string {
  const { definition, behaviours, operatingSystems } = model;
  return render('spec/catalog_spec.rb', {
    name: subject(definition),
    platforms: platformsCode(operatingSystems),
    contexts: behaviours.map((behaviour) => ({
      head: contextHead(behaviour),
      lets: lets(model, behaviour),
      examples: examples(behaviour),
    })),
  });
}

/** Nobody declares a private class: its specs are about nodes that get it from the classes of the behaviour. */
function subject({ name, documentation }: Definition): string {
  return documentation.api === 'private' ? `${rubyString(name)}, type: :host` : rubyString(name);
}

function contextHead(behaviour: Behaviour): string {
  return `${rubyString(behaviour.title)}${behaviour.real ? ', :real' : ''}${conditions(behaviour)}`;
}
