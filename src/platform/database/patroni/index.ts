/** The PostgreSQL cluster. */
import type { AnyDefinition } from '../../../model/definitions.js';
import { patroniConfiguration } from './configuration.js';
import { patroniDatabases } from './databases.js';
import { patroniEtcd } from './etcd.js';
import { patroniPackages } from './packages.js';
import { patroni } from './patroni.js';

export const patroniDefinitions: readonly AnyDefinition[] = [
  patroni,
  patroniConfiguration,
  patroniDatabases,
  patroniEtcd,
  patroniPackages,
];
