/** Foreman's smart proxy. */
import { foremanProxy as component, foremanProxyInstall, foremanProxyService } from '../../bindings/foreman_proxy.js';
import { assertPrivate, unique } from '../../model/builtins.js';
import { type Profile, profile } from '../../model/definitions.js';
import { choose, literal, sentence, str, unwrap } from '../../model/expressions.js';
import { own } from '../../model/namespace.js';
import { type Body, comment, contain, declare, include, order, ref, warning, when } from '../../model/statements.js';
import type { Expr, Secret } from '../../model/value.js';
import { followsCertificate } from '../certificate-copies.js';
import { certificates } from '../certificates.js';
import { infrastructure as is } from '../platform.js';
import { credentials, foremanCredentials } from './credentials.js';
import { proxyBehaviours } from './proxy-behaviours.js';
import { foremanRepository } from './repository.js';
import { foremanSupport, foremanSupported, thisSystem } from './supported.js';

/** Foreman's smart proxy beside the certificate authority: environments, classes and certificates for Foreman. */
export const foremanProxy: Profile = profile('foreman::proxy', {
  private: true,
  behaviours: proxyBehaviours,
  body: () => {
    const { here, list } = foremanSupport();
    return [
      assertPrivate(),
      include(certificates, foremanSupported),
      when(here, smartProxy(), [
        warning(
          sentence(
            str`${own}: Foreman has no smart proxy for ${thisSystem()}, so that Foreman on ${is.foreman_host} will see`,
            str`neither environments nor certificates. It supports ${list}.`,
          ),
        ),
      ]),
    ];
  },
});

function smartProxy(): Body {
  const { oauth_consumer_key, oauth_consumer_secret } = credentials();
  const known = (secret: Expr<Secret<string>>): Expr<string> => choose<string>(is.is_foreman, unwrap(secret), '');
  return [
    include(foremanRepository),
    when(is.is_foreman, [include(foremanCredentials)]),

    comment(
      [
        "Registering waits for Foreman, and the server would wait for the registration; but Foreman's node needs the server for",
        'its own certificate and catalog. On a node of its own Foreman registers the proxy. Without a registration the keys have',
        'no use, but the component would make random ones, each time others on each server that compiles.',
      ].join('\n'),
    ),
    declare(component, {
      foreman_base_url: str`https://${is.foreman_host}`,
      trusted_hosts: unique(literal<string[]>([is.certname, is.foreman_host])),
      register_in_foreman: is.is_foreman,
      oauth_consumer_key: known(oauth_consumer_key),
      oauth_consumer_secret: known(oauth_consumer_secret),
    }),
    contain(component),

    comment("Packages from Foreman's repository"),
    order(ref(foremanRepository), ref(foremanProxyInstall)),

    comment("The proxy serves TLS with the node's certificate."),
    order(ref(certificates), ref(foremanProxyService)),
    followsCertificate('foreman_proxy', ref(foremanProxyService)),
  ];
}
