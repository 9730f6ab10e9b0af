/** What the rules of the platform say of a node, without compiling a catalog. */
import type { DefinitionModel } from '../model/module.js';
import { Evaluator, type NodeFacts } from './evaluator.js';
import { list, textOf } from './values.js';

/**
 * Sentences of the rules that a node breaks: those with which its catalog would fail to compile, each with the name of
 * a parameter and a remedy. The values are taken to have the types of their parameters.
 *
 * @param definitions those of the model; the list of rules is their class `guards`
 * @param module name of the module
 * @throws NotEvaluable where a rule asks for what only a compiling server knows
 */
export function problemsOf(
  definitions: readonly DefinitionModel[],
  module: string,
  node: NodeFacts,
): readonly string[] {
  const evaluator = new Evaluator(definitions, node);
  return list(evaluator.variable(`${module}::guards::problems`), 'the list of problems').map(textOf);
}
