/** Names besides its own that the certificate of a node has to have, and what to do where it lacks one. */
import { fact as factOf } from '../../bindings/stdlib.js';
import { empty, join } from '../../model/builtins.js';
import { of } from '../../model/definitions.js';
import { and, assume, choose, concat, difference, eq, isA, isIn, not, sentence, str } from '../../model/expressions.js';
import { own } from '../../model/namespace.js';
import { type Body, comment, local, unless, warning, when } from '../../model/statements.js';
import type { Expr } from '../../model/value.js';
import { host, hosts } from '../functions.js';
import { infrastructure as is, platform } from '../platform.js';

/** What the class that requests the certificate has to know. */
export interface AlternativeNames {
  /** Puts the variables into the body of the class, and warns of a certificate without the names. */
  readonly statements: Body;
  /** The alternative names alone. */
  readonly alternatives: Expr<string[]>;
  /** With the certname, which a certificate with alternative names has to repeat; empty if there are none. */
  readonly all: Expr<string[]>;
}

/** Names under which agents reach a server, servers an OpenVoxDB, or that the leader of a cluster. */
export function alternativeNames(): AlternativeNames {
  const behindAnAddress = and(
    isIn(is.certname, is.patroni_hosts),
    not(isIn<string | undefined>(is.postgresql_host, is.patroni_hosts)),
  );
  const poolNames = local(
    'pool_names',
    choose<(string | undefined)[]>(
      is.is_server,
      [is.compiler_balancer, host({ value: of(platform).agent_server })],
      choose<(string | undefined)[]>(
        eq(is.role, 'openvoxdb'),
        [is.database_balancer],
        choose<(string | undefined)[]>(behindAnAddress, [is.postgresql_host], []),
      ),
    ),
  );
  const alternatives = local('alt_names', hosts({ values: poolNames.value }));
  const all = local(
    'all_alt_names',
    choose<string[]>(empty(alternatives.value), [], concat([is.certname], alternatives.value)),
  );
  return {
    statements: [
      comment('Names besides its own under which agents reach a server, servers an OpenVoxDB, or that PostgreSQL.'),
      poolNames,
      alternatives,
      all,
      warningOfMissing(alternatives.value, all.value),
    ],
    alternatives: alternatives.value,
    all: all.value,
  };
}

/** The node reports the names in its certificate as a fact; where there is none yet, there is nothing to say. */
function warningOfMissing(alternatives: Expr<string[]>, all: Expr<string[]>): Body {
  const present = local('certificate_names', factOf(`${own}.certificate_names`));
  const missing = local(
    'missing_names',
    difference(alternatives, assume<string[]>(present.value, 'the condition around it')),
  );
  const renewal = local(
    'renewal',
    choose(is.is_primary, join(renewalOfPrimary(all), '; '), join(renewalOfOthers(), '; ')),
  );
  return [
    comment(
      'Names enter a certificate when it is requested, never afterwards. On the primary that is long done when a balancer is added.',
    ),
    present,
    when(isA(present.value, 'Array[String]'), [
      missing,
      unless(empty(missing.value), [
        renewal,
        warning(
          sentence(
            str`${own}: the certificate of ${is.certname} lacks ${join(missing.value, ' and ')}, so that no agent trusts it`,
            str`under that name. Renew it: ${renewal.value}`,
          ),
        ),
      ]),
    ]),
  ];
}

function renewalOfPrimary(names: Expr<string[]>): readonly (string | Expr<string>)[] {
  return [
    'systemctl stop puppetserver',
    str`puppetserver ca clean --certname ${is.certname}`,
    str`rm /etc/puppetlabs/puppet/ssl/{certs,private_keys,public_keys}/${is.certname}.pem`,
    str`puppetserver ca generate --ca-client --certname ${is.certname} --subject-alt-names ${join(names, ',')}`,
    'systemctl start puppetserver',
  ];
}

function renewalOfOthers(): readonly (string | Expr<string>)[] {
  return [
    str`puppetserver ca clean --certname ${is.certname} (on ${is.primary})`,
    'puppet ssl clean',
    'puppet ssl bootstrap',
    str`puppetserver ca sign --certname ${is.certname} (on ${is.primary})`,
  ];
}
