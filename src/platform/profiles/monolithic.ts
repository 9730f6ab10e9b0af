/** The monolithic OpenVox server. */
import { profile } from '../../model/definitions.js';
import { contain } from '../../model/statements.js';
import { monolithicBehaviours } from './monolithic-behaviours.js';
import { primary } from './primary.js';

/**
 * A monolithic OpenVox server: the primary with OpenVoxDB, PostgreSQL and a console.
 *
 * Each of them is on the node as far as the infrastructure's names do not place it elsewhere, so that this is the primary
 * by another name, which says what is expected of it.
 *
 * @example The smallest platform
 * # Hiera: openvox_platform::primary_server: openvox.example.com
 * include openvox_platform
 * include openvox_platform::profile::monolithic
 */
export const monolithic = profile('profile::monolithic', {
  behaviours: monolithicBehaviours,
  body: () => [contain(primary)],
});
