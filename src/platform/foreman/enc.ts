/** The classifier of a server whose platform has a Foreman. */
import { file } from '../../bindings/core.js';
import { puppetServerInstall, puppetServerService } from '../../bindings/puppet.js';
import { assertPrivate, sort } from '../../model/builtins.js';
import { type Profile, profile } from '../../model/definitions.js';
import { epp } from '../../model/expressions.js';
import { own } from '../../model/namespace.js';
import { comment, local, order, ref, resource } from '../../model/statements.js';
import { infrastructure as is } from '../platform.js';
import { encBehaviours } from './enc-behaviours.js';

/** Where the component puts the script that asks Foreman. */
const nodeScript = '/etc/puppetlabs/puppet/node.rb';

/** Where ours is. */
export const encPath = `/etc/puppetlabs/puppet/${own}_enc`;

/**
 * Seconds after which a Foreman that does not answer counts as down, for the classification of a node as for its facts and
 * its report. The caller waits: on a server one of its instances does.
 */
export const foremanTimeout = 10;

/**
 * The classifier of an OpenVox server that has a Foreman, and what it answers while Foreman is down.
 *
 * The component's script asks Foreman, and serves its last answer while Foreman is down. For a node that it has never
 * asked about it has none. The nodes of the platform then get a catalog without Foreman's classes, since Foreman itself
 * is set up and repaired by such catalogs; all others are refused, as their catalogs might lack what Foreman would have
 * added.
 */
export const foremanEnc: Profile = profile('foreman::enc', {
  private: true,
  behaviours: encBehaviours,
  body: () => {
    const path = local('path', encPath);
    return [
      assertPrivate(),
      path,
      resource(file, path.value, {
        ensure: 'file',
        owner: 'root',
        group: 'puppet',
        mode: '0750',
        content: epp('enc.sh', { node_script: nodeScript, hosts: sort(is.named_hosts) }),
      }),
      comment('The package brings the group, and without its classifier the server refuses every node.'),
      order(ref(puppetServerInstall), ref(file, path.value), ref(puppetServerService)),
    ];
  },
});
