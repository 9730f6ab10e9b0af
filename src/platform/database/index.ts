/** OpenVoxDB and its database. */
import type { AnyDefinition } from '../../model/definitions.js';
import { postgresqlAccess } from './access.js';
import { postgresqlBackup } from './backup.js';
import { postgresqlDatabases } from './databases.js';
import { postgresqlInstallation } from './installation.js';
import { openvoxdbService } from './openvoxdb.js';
import { patroniDefinitions } from './patroni/index.js';
import { postgresqlSettings } from './settings.js';
import { postgresqlStandalone } from './standalone.js';
import { postgresqlTls } from './tls.js';

export const databaseDefinitions: readonly AnyDefinition[] = [
  openvoxdbService,
  postgresqlAccess,
  postgresqlBackup,
  postgresqlDatabases,
  postgresqlInstallation,
  postgresqlSettings,
  postgresqlStandalone,
  postgresqlTls,
  ...patroniDefinitions,
];
