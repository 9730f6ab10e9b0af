/** What Foreman and its clients prove themselves with. */
import { file } from '../../bindings/core.js';
import { puppetServerInstall } from '../../bindings/puppet.js';
import { assertPrivate, empty, join, lookup } from '../../model/builtins.js';
import { of, type Profile, profile, scope } from '../../model/definitions.js';
import {
  and,
  choose,
  eq,
  filter,
  functionBinding,
  get,
  isA,
  literal,
  map,
  merge,
  not,
  sentence,
  str,
  undef,
  withBlock,
} from '../../model/expressions.js';
import { own } from '../../model/namespace.js';
import { comment, fail, include, local, ref, resource, unless, when } from '../../model/statements.js';
import type { Expr, Secret, Value } from '../../model/value.js';
import { directory } from '../directory.js';
import { infrastructure as is } from '../platform.js';
import { firstSecret, remedy, secretKey, secrets } from '../secrets.js';
import { credentialsBehaviours } from './credentials-behaviours.js';

/** The secrets that Foreman needs, and the component's own keys for them. */
const needed = {
  foreman_admin_password: 'initial_admin_password',
  foreman_oauth_consumer_key: 'oauth_consumer_key',
  foreman_oauth_consumer_secret: 'oauth_consumer_secret',
} as const;

type Name = keyof typeof needed;
type Secrets = Record<string, Secret<string>>;

/** The module's function in Ruby: secrets that the compiling host keeps in a file, which the first call writes. */
const localSecrets = functionBinding<[path: Value<string>, names: Value<readonly string[]>], Secrets>(
  `${own}::local_secrets`,
);

interface Credentials {
  admin_password: Secret<string>;
  oauth_consumer_key: Secret<string>;
  oauth_consumer_secret: Secret<string>;
}

/**
 * Foreman's OAuth pair and the password of its first administrator.
 *
 * From Hiera; where the one server of the platform is Foreman as well, it keeps them in a file that it makes itself.
 * Several servers would each make their own, so that there is no such file in a pool.
 */
export const foremanCredentials: Profile = profile('foreman::credentials', {
  private: true,
  behaviours: credentialsBehaviours,
  body: () => {
    const given = local('given', givenSecrets());
    const names = literal<string[]>(Object.keys(needed));
    const absent = filter(names, 'name', (name) => isA(get(given.value, name), 'Undef'));
    const missing = local('missing', absent);
    const keys = local('keys', map(missing.value, 'name', secretKey));
    const selfContained = local('self_contained', and(is.is_primary, is.is_foreman, eq(is.tier, 'standard')));
    const kept = local<Secrets>(
      'kept',
      choose<Secrets>(empty(missing.value), literal<Secrets>({}), localSecrets(of(secrets).file, names)),
    );
    const found = local<Secrets>(
      'found',
      withBlock('filter', given.value, ['name', 'value'], (_name, value) => isA(value, 'NotUndef')),
    );
    const all = local('values', merge(kept.value, found.value));
    const secret = (name: Name): Expr<Secret<string>> => get<Secret<string>>(all.value, name);
    return [
      assertPrivate(),
      include(secrets),

      comment("Our own key, or else the component's."),
      given,
      missing,
      selfContained,
      when(and(not(empty(missing.value)), not(selfContained.value)), [
        keys,
        fail(
          sentence(
            str`${own}: Hiera has no value for ${join(keys.value, ', ')}, which Foreman on ${is.foreman_host} needs.`,
            remedy('them', ' for each'),
          ),
        ),
      ]),
      kept,
      unless(empty(kept.value), [
        include(directory),
        comment(
          [
            "Only root writes it, and the server reads it whenever it compiles this node's catalog. The server's package brings",
            'the group.',
          ].join('\n'),
        ),
        resource(file, of(secrets).file, {
          ensure: 'file',
          owner: 'root',
          group: 'puppet',
          mode: '0640',
          show_diff: false,
          backup: false,
          require: ref(puppetServerInstall),
        }),
      ]),
      found,
      all,
      local('admin_password', secret('foreman_admin_password')),
      local('oauth_consumer_key', secret('foreman_oauth_consumer_key')),
      local('oauth_consumer_secret', secret('foreman_oauth_consumer_secret')),
    ];
  },
});

/** What Hiera has of them, by name; undef where it has nothing. */
function givenSecrets(): Value<Record<string, Secret<string> | undefined>> {
  const values = of(secrets);
  const entries = (Object.keys(needed) as Name[]).map((name) => {
    const theirs = lookup<string | undefined>(`foreman::${needed[name]}`, undef);
    return [name, firstSecret({ values: [values[name], theirs] })] as const;
  });
  return Object.fromEntries(entries);
}

/** The secrets, after the class was evaluated. */
export const credentials = () => scope<Credentials>(foremanCredentials);
