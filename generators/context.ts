/** What emitters need besides the model: facts about the component modules. */
import type { GeneratedFile, ModuleModel } from '../src/model/module.js';
import type { EmitContext } from '../src/model/emit.js';

/** A path in the module, with `/` as separator, and the file that goes there. */
export type Entry = readonly [path: string, file: GeneratedFile];

/** Makes all files of one kind. Pure: the same model gives the same files, in any order. */
export type Emitter = (model: ModuleModel, context: EmitContext) => Iterable<Entry>;

/** A file of text that everybody may read. */
export function textFile(path: string, content: string, mode: GeneratedFile['mode'] = 0o644): Entry {
  return [path, { content, mode }];
}
