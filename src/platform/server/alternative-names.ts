/** Names besides its own that the certificate of a node has to have, and what to do where it lacks one. */
import { notify } from '../../bindings/core.js';
import { fact as factOf } from '../../bindings/stdlib.js';
import { empty, join } from '../../model/builtins.js';
import { of } from '../../model/definitions.js';
import { and, assume, choose, concat, difference, isA, isIn, not, sentence, str } from '../../model/expressions.js';
import { own } from '../../model/namespace.js';
import { type Body, comment, local, resource, unless, when } from '../../model/statements.js';
import type { Expr } from '../../model/value.js';
import { clustered } from '../database/component.js';
import { hosts } from '../functions.js';
import { infrastructure as is, platform } from '../platform.js';

/** What the class that requests the certificate has to know. */
export interface AlternativeNames {
  /** Puts the variables into the body of the class, and warns of a certificate without the names. */
  readonly statements: Body;
  /** Those of this node, and its certname, which a certificate with alternative names has to repeat; empty without any. */
  readonly all: Expr<string[]>;
  /** Names by which agents reach any of the servers; empty without a balancer. */
  readonly ofServers: Expr<string[]>;
  /** Alternative names that the certificate authority is asked to sign, whichever node asks. */
  readonly ofAnyNode: Expr<string[]>;
}

/** Names under which agents reach a server, servers an OpenVoxDB, or that the leader of a cluster. */
export function alternativeNames(): AlternativeNames {
  const ofServers = local('server_names', hosts({ values: [is.compiler_balancer, of(platform).agent_server] }));
  const ofOpenvoxdb = local('openvoxdb_names', hosts({ values: [is.database_balancer] }));
  const behindAnAddress = and(clustered(), not(isIn<string | undefined>(is.postgresql_host, is.patroni_hosts)));
  const ofPostgresql = local('postgresql_names', choose<string[]>(behindAnAddress, [is.postgresql_host], []));
  const alternatives = local(
    'alt_names',
    choose<string[]>(
      is.is_server,
      ofServers.value,
      choose<string[]>(
        is.runs_openvoxdb,
        ofOpenvoxdb.value,
        choose<string[]>(isIn(is.certname, is.patroni_hosts), ofPostgresql.value, []),
      ),
    ),
  );
  const all = local(
    'all_alt_names',
    choose<string[]>(empty(alternatives.value), [], concat([is.certname], alternatives.value)),
  );
  return {
    statements: [
      comment('Names that several nodes answer to: servers, nodes of OpenVoxDB, members of the cluster of PostgreSQL.'),
      ofServers,
      ofOpenvoxdb,
      ofPostgresql,
      comment('Those of this node, besides its own'),
      alternatives,
      all,
      warningOfMissing(alternatives.value, all.value),
    ],
    all: all.value,
    ofServers: ofServers.value,
    ofAnyNode: concat<string>(concat<string>(ofServers.value, ofOpenvoxdb.value), ofPostgresql.value),
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
        comment('Every run of the agent says so, and each of its reports, until it is renewed.'),
        resource(notify, `${own}: names of the certificate`, {
          loglevel: 'warning',
          withpath: false,
          message: sentence(
            str`${own}: the certificate of ${is.certname} lacks ${join(missing.value, ' and ')}, so that no agent trusts it`,
            str`under that name. Renew it: ${renewal.value}`,
          ),
        }),
      ]),
    ]),
  ];
}

/**
 * The first command talks to the certificate authority, which may refuse whatever comes after a revocation: `ca clean` would ask
 * it to remove the certificate as well. The last but one refuses to work while it runs.
 */
function renewalOfPrimary(names: Expr<string[]>): readonly (string | Expr<string>)[] {
  return [
    str`puppetserver ca revoke --certname ${is.certname}`,
    'systemctl stop puppetserver',
    str`rm /etc/puppetlabs/puppet/ssl/{certs,private_keys,public_keys}/${is.certname}.pem`,
    str`rm /etc/puppetlabs/puppetserver/ca/signed/${is.certname}.pem`,
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
