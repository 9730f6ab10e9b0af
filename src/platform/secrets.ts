/** The secrets that several nodes have to share, and what is said where one is missing. */
import { empty } from '../model/builtins.js';
import { of, type Profile, profile, puppetFunction } from '../model/definitions.js';
import {
  assume,
  choose,
  filter,
  get,
  isA,
  map,
  not,
  sensitive,
  sentence,
  str,
  undef,
  unwrap,
} from '../model/expressions.js';
import { own } from '../model/namespace.js';
import { fail, local, value, when } from '../model/statements.js';
import type { Expr, Value } from '../model/value.js';
import type { AbsolutePath, Secret, Text } from '../model/vocabulary.js';
import { blank } from './functions.js';
import { infrastructure } from './platform.js';
import { secretsBehaviours } from './secrets-behaviours.js';

/** Parameters of {@link secrets}. */
export interface SecretsParams {
  /** Password of OpenVoxDB's PostgreSQL role. Needed when OpenVoxDB and PostgreSQL are on different nodes. */
  openvoxdb_password?: Secret<Text | undefined>;
  /** Password of Foreman's PostgreSQL role. Needed when Foreman and PostgreSQL are on different nodes. */
  foreman_db_password?: Secret<Text | undefined>;
  /** Password with which Patroni and its command line connect to etcd. Needed on the nodes of a Patroni cluster. */
  patroni_etcd_password?: Secret<Text | undefined>;
  /** Password that Foreman's first administrator gets when its database is seeded. */
  foreman_admin_password?: Secret<Text | undefined>;
  /** OAuth key with which smart proxies and this module register themselves in Foreman. */
  foreman_oauth_consumer_key?: Secret<Text | undefined>;
  /** OAuth secret that belongs to the key. */
  foreman_oauth_consumer_secret?: Secret<Text | undefined>;
  /** Where the standard tier keeps Foreman's secrets. The compilation on the primary creates this file once. */
  file: AbsolutePath;
}

/**
 * The secrets that several nodes have to share.
 *
 * The standard tier needs none of these: its OpenVoxDB and its Foreman authenticate to PostgreSQL by certificate and by
 * socket, and what Foreman needs beyond that is kept in `file` on the primary. In every other topology the nodes that
 * need a secret fail to compile until Hiera has it; the error names the key. Plain strings, from eyaml for example, are
 * converted to Sensitive by the module's own data.
 *
 * @example PostgreSQL on a node of its own: Hiera data for all nodes of the platform
 * # Hiera: openvox_platform::secrets::openvoxdb_password: ENC[PKCS7,...]
 * # Hiera: openvox_platform::secrets::foreman_db_password: ENC[PKCS7,...]
 * include openvox_platform::secrets
 */
export const secrets: Profile<SecretsParams> = profile<SecretsParams>('secrets', {
  defaults: { file: `/etc/${own}/secrets.yaml` },
  behaviours: secretsBehaviours,
  body: () => [],
});

/** Names of the parameters that are secrets. */
export type SecretName = Exclude<keyof SecretsParams, 'file'>;

/** The Hiera key of a secret. */
export const secretKey = (name: Value<string>): Expr<string> => str`${own}::secrets::${name}`;

/** How a missing secret is made and where it goes; `one` for each, or `it`. */
export const remedy = (one: 'it' | 'them', each: string): string =>
  `Make one${each} with \`openssl rand -hex 24\` and give ${one} to all nodes of the platform (encrypted, with hiera-eyaml for example).`;

interface FirstSecretParams {
  /** Secrets, wrapped or not. */
  values: (Text | Secret<Text | undefined> | undefined)[];
}

/**
 * The first of several secrets that is not blank.
 *
 * @returns the secret; undef if there is none
 */
export const firstSecret = puppetFunction<FirstSecretParams, Secret<string> | undefined>('first_secret', {
  private: true,
  body: ({ params }) => {
    const plain = local(
      'plain',
      map(params.values, 'value', (item) =>
        choose<unknown>(isA(item, 'Sensitive'), unwrap(assume<Secret<unknown>>(item, 'the condition beside it')), item),
      ),
    );
    const filled = local(
      'filled',
      filter(assume<string[]>(plain.value, 'blank values are left out'), 'value', (item) =>
        not(blank({ value: item })),
      ),
    );
    return [plain, filled, value(choose<unknown>(empty(filled.value), undef, sensitive(get<string>(filled.value, 0))))];
  },
  cases: [
    { arguments: [[]], result: { value: null } },
    { arguments: [['', null]], result: { value: null } },
  ],
});

interface RequiredSecretParams {
  /** Name of the parameter of the class of secrets. */
  name: string;
  /** Its value; blank means absent. */
  value: Secret<Text | undefined> | undefined;
  /** What the secret is for; ends the first sentence of the error. */
  purpose: string;
}

/**
 * The secret, or an error that says where to put one and how to make one.
 *
 * @returns the secret
 */
export const requiredSecret = puppetFunction<RequiredSecretParams, Secret<string>>('required_secret', {
  private: true,
  body: ({ params }) => {
    const secret = local('secret', firstSecret({ values: [params.value] }));
    return [
      secret,
      when(isA(secret.value, 'Undef'), [
        fail(
          sentence(str`${own}: Hiera has no value for ${secretKey(params.name)}, ${params.purpose}.`, remedy('it', '')),
        ),
      ]),
      value(secret.value),
    ];
  },
  cases: [
    {
      arguments: ['openvoxdb_password', null, 'with which nobody connects'],
      result: {
        fails: `no value for ${own}::secrets::openvoxdb_password, with which nobody connects\\. Make one with`,
      },
    },
  ],
});

/** OpenVoxDB's password; a node that needs it fails to compile without. */
export const openvoxdbPassword = (): Expr<Secret<string>> => databasePassword('openvoxdb_password', 'OpenVoxDB');
/** Foreman's password; a node that needs it fails to compile without. */
export const foremanDatabasePassword = (): Expr<Secret<string>> => databasePassword('foreman_db_password', 'Foreman');

/** The password for etcd; a node of a Patroni cluster fails to compile without. */
export const etcdPassword = (): Expr<Secret<string>> =>
  requiredSecret({
    name: 'patroni_etcd_password',
    value: of(secrets).patroni_etcd_password,
    purpose: 'with which Patroni connects to etcd',
  });

function databasePassword(name: SecretName, who: string): Expr<Secret<string>> {
  return requiredSecret({
    name,
    value: of(secrets)[name],
    purpose: str`with which ${who} connects to PostgreSQL on ${infrastructure.postgresql_host}`,
  });
}
