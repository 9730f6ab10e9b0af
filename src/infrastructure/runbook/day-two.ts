/** What comes later: the platform grows, and machines are replaced. Each begins with a change of the description. */
import type { Infrastructure } from '../model/infrastructure.js';
import { moveOut, replaceDatabase } from './databases.js';
import { addCompiler, grow } from './growth.js';
import type { Phase } from './model.js';

export function dayTwo(all: Infrastructure): readonly Phase[] {
  return [...addCompiler(all), ...replaceDatabase(all), ...moveOut(all), ...grow(all)];
}
