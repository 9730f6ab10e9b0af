/** The agent of a node that is not the platform's own. */
import { iniSetting, type IniSettingParams } from '../../bindings/inifile.js';
import { service } from '../../bindings/core.js';
import { assertPrivate } from '../../model/builtins.js';
import { profile } from '../../model/definitions.js';
import { isA } from '../../model/expressions.js';
import { own } from '../../model/namespace.js';
import { comment, ref, resource, when } from '../../model/statements.js';
import type { AbsolutePath, PuppetType } from '../../model/vocabulary.js';
import { infrastructure } from '../platform.js';
import { agentBehaviours } from './agent-behaviours.js';

interface AgentParams {
  /** The agent's configuration file. */
  puppet_conf: AbsolutePath;
  /** Whether the agent runs as a service. Sites that start it from cron or a timer stop the service. */
  service_ensure: PuppetType<'Stdlib::Ensure::Service', 'running' | 'stopped'>;
  /** Whether the agent's service starts at boot. */
  service_enable: boolean;
  /**
   * Whether to remove from puppet.conf what would win over the two settings: the same ones in the section `agent`, and
   * lists of servers (`server_list`).
   */
  remove_other_servers: boolean;
}

/**
 * The agent of a node that is not the platform's own: which servers it asks, and its service.
 *
 * These are single settings, and those that would win over them are removed. The rest of puppet.conf, with its environment
 * and its proxies, stays the site's.
 */
export const agent = profile<AgentParams>('agent', {
  private: true,
  defaults: {
    puppet_conf: '/etc/puppetlabs/puppet/puppet.conf',
    service_ensure: 'running',
    service_enable: true,
    remove_other_servers: true,
  },
  behaviours: agentBehaviours,
  body: ({ params }) => {
    const common = { path: params.puppet_conf, before: ref(service, 'puppet') };
    const setting = (name: string, value: IniSettingParams['value']) =>
      resource(iniSetting, `${own} agent ${name}`, {
        ensure: 'present',
        section: 'main',
        setting: name,
        value,
        ...common,
      });
    const none = (section: 'main' | 'agent', name: string) =>
      resource(iniSetting, `${own} agent no ${name} in ${section}`, {
        ensure: 'absent',
        section,
        setting: name,
        ...common,
      });
    return [
      assertPrivate(),
      comment('Without a primary there is nothing to write, and what stands in the file may be right.'),
      when(isA(infrastructure.primary, 'NotUndef'), [
        setting('server', infrastructure.agent_address),
        comment('Certificates come from the primary, whichever server compiles the catalog.'),
        setting('ca_server', infrastructure.primary),
        comment(
          'The agent takes a setting of its own section before one of main, and a list of servers before a server.',
        ),
        when(params.remove_other_servers, [
          none('agent', 'server'),
          none('agent', 'ca_server'),
          none('agent', 'server_list'),
          none('main', 'server_list'),
        ]),
      ]),
      comment(
        'No restart after a change: the service rereads puppet.conf, and a restart would end the very run that made the change.',
      ),
      resource(service, 'puppet', { ensure: params.service_ensure, enable: params.service_enable }),
    ];
  },
});
