/** How soon a node notices that another one is gone without a word. */
import { exec, file } from '../bindings/core.js';
import { assertPrivate } from '../model/builtins.js';
import { profile } from '../model/definitions.js';
import { own } from '../model/namespace.js';
import { comment, ref, resource } from '../model/statements.js';
import { keepaliveBehaviours } from './keepalive-behaviours.js';

/** The settings of the kernel. */
const keepaliveFile = `/etc/sysctl.d/60-${own}.conf`;

/**
 * Seconds, and numbers of attempts: a silent peer is given up after 60 + 3 × 10 s, instead of more than two hours, and one
 * that confirms nothing of what it was sent after about 100 s, the least that RFC 1122 asks for, instead of 15 minutes.
 */
const keepaliveSettings = {
  'net.ipv4.tcp_keepalive_time': 60,
  'net.ipv4.tcp_keepalive_intvl': 10,
  'net.ipv4.tcp_keepalive_probes': 3,
  'net.ipv4.tcp_retries2': 8,
} as const;

/**
 * Connections to a node that has lost its power are given up within minutes, where they use TCP's keepalive.
 *
 * The kernel gives them up after more than two hours by default, and as long the work waits that depends on them.
 */
export const keepalive = profile('keepalive', {
  private: true,
  behaviours: keepaliveBehaviours,
  body: () => [
    assertPrivate(),
    resource(file, keepaliveFile, {
      ensure: 'file',
      owner: 'root',
      group: 'root',
      mode: '0644',
      content: [
        `# Managed by Puppet (${own})`,
        ...Object.entries(keepaliveSettings).map(([key, value]) => `${key} = ${String(value)}`),
        '',
      ].join('\n'),
    }),
    comment("It passes over what a container may not set, as it does at boot; sysctl's own command fails there."),
    resource(exec, `${own}: settings of TCP`, {
      command: ['systemd-sysctl', keepaliveFile],
      path: ['/usr/lib/systemd', '/lib/systemd'],
      refreshonly: true,
      subscribe: ref(file, keepaliveFile),
    }),
  ],
});
