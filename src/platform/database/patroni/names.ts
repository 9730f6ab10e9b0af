/** What other classes need to know of Patroni's resources. */
import { exec, service } from '../../../bindings/core.js';
import { ref } from '../../../model/statements.js';
import type { Expr, ResourceReference } from '../../../model/value.js';

/** Title of the command with which Patroni and PostgreSQL read their files anew. */
export const reloadTitle = 'reload Patroni';

export const patroniService = (): Expr<ResourceReference> => ref(service, 'patroni');

/** A change notifies this, never the service: to restart a leader is to lose it. */
export const patroniReload = (): Expr<ResourceReference> => ref(exec, reloadTitle);
