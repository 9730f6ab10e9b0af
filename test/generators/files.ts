/** The sample module's files, for tests that look at one of them. */
import { emit } from '../../generators/index.js';
import type { FileTree, ModuleModel } from '../../src/model/module.js';
import { sampleContext } from './sample-model.js';

const trees = new WeakMap<ModuleModel, FileTree>();

/** All files of a model in the context of the sample. */
export function tree(model: ModuleModel): FileTree {
  const known = trees.get(model) ?? emit(model, sampleContext);
  trees.set(model, known);
  return known;
}

/** One file; a missing one fails the test. */
export function file(model: ModuleModel, path: string): string {
  const found = tree(model).get(path);
  if (found === undefined) throw new Error(`no file ${path}`);
  return found.content;
}
