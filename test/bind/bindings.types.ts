/**
 * What the bindings let through, and what they refuse: compiled by `tsc --noEmit`, never run. Every `@ts-expect-error`
 * is a failure of the build if the line below it is accepted.
 */
import { ensurePackages, toJson, toYaml } from '../../src/bindings/stdlib.js';
import { exec, file, notify, packageResource, service } from '../../src/bindings/core.js';
import { foreman } from '../../src/bindings/foreman.js';
import { iniSetting } from '../../src/bindings/inifile.js';
import { openvoxdb, openvoxdbServer } from '../../src/bindings/openvoxdb.js';
import { postgresqlServerDb, postgresqlServerPgHbaRule } from '../../src/bindings/postgresql.js';
import { puppet } from '../../src/bindings/puppet.js';
import { systemdTimer } from '../../src/bindings/systemd.js';
import { fact, str, variable } from '../../src/model/expressions.js';
import { declare, resource } from '../../src/model/statements.js';
import type { Metaparameters } from '../../src/model/metaparameters.js';
import type { Expr, ResourceReference, Secret } from '../../src/model/value.js';
import type { metaparameterNames } from '../../src/puppet/metaparameters.js';

const text: Expr<string> = variable('text');
const maybe: Expr<string | undefined> = variable('maybe');
const secret: Expr<Secret<string>> = variable('secret');
const reference: Expr<ResourceReference> = variable('reference');

export const accepted = [
  declare(puppet, {}),
  declare(puppet, {
    server: true,
    server_port: 8140,
    dns_alt_names: ['puppet', text],
    server_ca: fact<boolean>('is_ca'),
  }),
  // Undef is "use the default", as a literal and as the value of an expression.
  declare(puppet, { server: undefined, ca_server: maybe }),
  declare(puppet, { additional_settings: { daemonize: false, nested: { list: ['a', text] } } }),
  declare(puppet, { require: reference, notify: [reference, reference], tag: 'x' }),
  declare(openvoxdb, { postgresql_ssl_on: true, manage_dbserver: false }),
  declare(openvoxdbServer, { database_password: secret }),
  declare(foreman, { db_manage: false, initial_admin_password: text }),
  resource(postgresqlServerDb, 'puppetdb', { user: 'puppetdb', password: secret }),
  resource(postgresqlServerPgHbaRule, 'all', { type: 'local', database: 'all', user: 'all', auth_method: 'peer' }),
  resource(systemdTimer, str`${text}.timer`, { ensure: 'present', timer_content: text }),
  resource(file, ['/a', text], { ensure: 'file', mode: '0640', content: secret, before: reference }),
  resource(packageResource, 'git', { ensure: 'installed' }),
  resource(service, 'x', { ensure: 'running', enable: true }),
  resource(exec, 'x', { command: ['/bin/true', text], refreshonly: true }),
  resource(notify, 'x', {}),
  resource(iniSetting, 'x', { ensure: 'present', path: '/x', section: 'main', setting: 'a', value: 'b' }),
  toYaml({ a: text }),
  toJson([1, 2]),
  ensurePackages(['git']),
];

export const refused = [
  // @ts-expect-error misspelt parameter
  declare(puppet, { sever: true }),
  // @ts-expect-error misspelt parameter beside good ones
  declare(puppet, { server: true, server_prot: 8140 }),
  // @ts-expect-error wrong type
  declare(puppet, { server: 'yes' }),
  // @ts-expect-error expression of a wrong type
  declare(puppet, { server: text }),
  // @ts-expect-error wrong type within an array
  declare(puppet, { dns_alt_names: ['a', 1] }),
  // @ts-expect-error expression of a wrong type within an array
  declare(puppet, { dns_alt_names: [fact<number>('x')] }),
  // @ts-expect-error no member of the enumeration
  resource(postgresqlServerPgHbaRule, 'x', { type: 'lokal', database: 'all', user: 'all', auth_method: 'peer' }),
  // @ts-expect-error missing required parameters
  resource(postgresqlServerPgHbaRule, 'x', { type: 'local' }),
  // @ts-expect-error undef for a required parameter
  resource(postgresqlServerPgHbaRule, 'x', { type: undefined, database: 'a', user: 'a', auth_method: 'peer' }),
  // @ts-expect-error a value that the native type does not accept
  resource(service, 'x', { ensure: 'runing' }),
  // @ts-expect-error misspelt attribute of a native type
  resource(file, '/a', { contents: 'x' }),
  // @ts-expect-error a secret is never a literal
  declare(openvoxdbServer, { database_password: { secret: 'x' } }),
  // @ts-expect-error a relationship takes references, not names
  declare(puppet, { require: 'Class[x]' }),
];

/** The metaparameters that are typed are those that are named. */
export const sameNames: [keyof Metaparameters] extends [(typeof metaparameterNames)[number]]
  ? [(typeof metaparameterNames)[number]] extends [keyof Metaparameters]
    ? true
    : never
  : never = true;
