/** Every command, in the order of the help. */
import type { CommandSpec } from '../command.js';
import { generate } from './generate.js';
import { validate } from './validate.js';

export const commands: readonly CommandSpec[] = [generate, validate];
