/** Who may ask OpenVoxDB. */
import { empty, flatten, lookup } from '../../model/builtins.js';
import { and, choose, concat, eq, literal, not, or } from '../../model/expressions.js';
import type { Expr } from '../../model/value.js';
import { hosts } from '../functions.js';
import { infrastructure as is } from '../platform.js';

/**
 * Certnames of those that an OpenVoxDB answers; empty: everybody with a certificate. What the component's own key in Hiera
 * says counts.
 *
 * A server with an OpenVoxDB of its own is the only one to ask it, beside the consoles. An OpenVoxDB on nodes of its own is
 * asked by all servers, which are known where they are listed. Agents that report for themselves are not.
 *
 * @param host - where that OpenVoxDB runs
 */
export const openvoxdbClients = (host: Expr<string>): Expr<string[]> =>
  lookup<string[]>(
    'openvoxdb::certificate_whitelist',
    choose<string[]>(
      and(
        not(is.with_serverless),
        or(not(is.dedicated_openvoxdb), eq(is.tier, 'standard'), not(empty(is.static_compilers))),
      ),
      hosts({
        values: flatten<string>([
          choose<string | string[]>(is.dedicated_openvoxdb, concat<string>([is.primary], is.static_compilers), host),
          is.foreman_host,
          is.openvoxview_host,
          is.openvoxdb_host,
        ]),
      }),
      literal<string[]>([]),
    ),
  );
