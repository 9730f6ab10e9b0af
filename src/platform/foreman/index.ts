/** Foreman, and what connects it with the servers. */
import type { AnyDefinition } from '../../model/definitions.js';
import { foremanCredentials } from './credentials.js';
import { foremanEnc } from './enc.js';
import { foremanNode } from './node.js';
import { foremanProxy } from './proxy.js';
import { foremanRepository } from './repository.js';
import { foremanSupported } from './supported.js';

export const foremanDefinitions: readonly AnyDefinition[] = [
  foremanCredentials,
  foremanEnc,
  foremanNode,
  foremanProxy,
  foremanRepository,
  foremanSupported,
];
