/** Files that are taken over as they are. */
import { textFile, type Emitter } from './context.js';

export const assets: Emitter = function* (model) {
  for (const { path, content } of model.assets) yield textFile(path, content);
};
