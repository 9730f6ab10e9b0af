/** Who may ask OpenVoxDB. */
import { lookup } from '../../model/builtins.js';
import { and, choose, eq, literal, not } from '../../model/expressions.js';
import type { Expr } from '../../model/value.js';
import { hosts } from '../functions.js';
import { infrastructure as is } from '../platform.js';

/**
 * Certnames of those that OpenVoxDB answers; empty: everybody with a certificate. They are known in full only where no
 * node announces itself as a compiler, and no agent reports for itself. What the component's own key in Hiera says counts.
 */
export const openvoxdbClients = (): Expr<string[]> =>
  lookup<string[]>(
    'openvoxdb::certificate_whitelist',
    choose<string[]>(
      and(eq(is.tier, 'standard'), not(is.with_serverless)),
      hosts({ values: [is.primary, is.foreman_host, is.openvoxdb_host] }),
      literal<string[]>([]),
    ),
  );
