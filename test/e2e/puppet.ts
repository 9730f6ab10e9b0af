/** Runs of Puppet on machines, by hand as the documentation tells an operator to. */
import type { Machine, Outcome } from './lab/machine.js';
import type { MachineSpec } from './schema.js';
import { fqdn } from './site.js';
import type { View } from './view.js';

/** What a run did. */
export interface PuppetRun {
  readonly exitCode: number;
  /** Changes that the run's own report counts; those of runs of the service that went before are in it. */
  readonly changes: number;
  readonly seconds: number;
  /** Errors, and resources that changed. */
  readonly summary: string;
}

const environment = '/etc/puppetlabs/code/environments/production';
const summaryFile = '/opt/puppetlabs/puppet/public/last_run_summary.yaml';
// The service runs the agent as well, as soon as the first run has started it.
const wait = '--waitforlock 2 --maxwaitforlock 10m';

/** Settings of `puppet.conf` and the extensions of the request: what has to be there before the first run. */
export async function prepare(machine: Machine, spec: MachineSpec, primary: string): Promise<Outcome> {
  const { role, alt_names: altNames } = spec;
  const attributes =
    role === undefined
      ? ''
      : `printf 'extension_requests:\\n  pp_role: ${role}\\n' > /etc/puppetlabs/puppet/csr_attributes.yaml`;
  const names =
    altNames === undefined
      ? ''
      : `puppet config set --section main dns_alt_names ${[machine.name, ...altNames].map(fqdn).join(',')}`;
  return machine.shell(`puppet config set --section main server ${fqdn(primary)}\n${attributes}\n${names}`);
}

/** Requests a certificate, has it signed on the primary after a look at it, and fetches it. */
export async function enrol(view: View, machine: Machine, primary: Machine): Promise<boolean> {
  const { fqdn: name } = machine.settings;
  view.does(machine.name, 'requests a certificate');
  // The stand-in of the server holds the second request of a connection after a PUT for 30 seconds.
  const request = await machine.shell('puppet agent --test --http_keepalive_timeout 0s || [ $? = 1 ]', {
    log: view.logFile(machine.name, 'request'),
  });
  const sign = await primary.shell(`puppetserver ca list --certname ${name}; puppetserver ca sign --certname ${name}`, {
    log: view.logFile(primary.name, `sign ${name}`),
  });
  view.does(machine.name);
  if (request.exitCode === 0 && sign.exitCode === 0) return true;
  view.result(false, `${machine.name}: certificate requested and signed`, request.output + sign.output);
  return false;
}

/** A new certificate with a new key, in the place of one that is taken back. */
export async function renew(view: View, machine: Machine, primary: Machine): Promise<boolean> {
  const { fqdn: name } = machine.settings;
  // The agent's service would ask for a certificate as well.
  const cleaned = await primary.shell(`puppetserver ca clean --certname ${name}`);
  const removed = await machine.shell('systemctl stop puppet; puppet ssl clean');
  if (cleaned.exitCode !== 0 || removed.exitCode !== 0) {
    view.result(false, `${machine.name}: its certificate is taken back`, cleaned.output + removed.output);
    return false;
  }
  return enrol(view, machine, primary);
}

/** The primary's first run, without a server. */
export async function applyRun(view: View, machine: Machine): Promise<PuppetRun> {
  return run(view, machine, `puppet apply ${environment}/manifests/site.pp`, 'apply');
}

/** The first run of a node without a server: its certificate, so that it can report, and the class. */
export async function serverlessRun(view: View, machine: Machine): Promise<PuppetRun> {
  return run(
    view,
    machine,
    `puppet apply --modulepath ${environment}/modules -e 'include openvox_platform'`,
    'by hand',
  );
}

/** A run of the agent, of the server that its settings name or of another. */
export async function agentRun(view: View, machine: Machine, server?: string): Promise<PuppetRun> {
  const from = server === undefined ? '' : ` --server ${fqdn(server)}`;
  return run(view, machine, `puppet agent --test ${wait}${from}`, 'agent');
}

async function run(view: View, machine: Machine, command: string, label: string): Promise<PuppetRun> {
  const log = view.logFile(machine.name, label);
  const onLine = (line: string) => view.does(machine.name, line);
  const {
    exitCode: code,
    seconds,
    output,
  } = await machine.shell(`${command} --detailed-exitcodes --color=false`, {
    log,
    onLine,
    limit: 1500,
  });
  // A run that was ended from outside may say that all is well.
  const exitCode = output.includes('Applied catalog in') ? code : Math.max(code, 1);
  view.does(machine.name);
  const { output: counted } = await machine.shell(`sed -n '/^changes:/,/^[a-z]/s/^ *total: //p' ${summaryFile}`);
  // What the service changed on its own since the last look is no less a change.
  const { output: service } = await machine.shell(
    `since=$(cat /var/lib/e2e-seen 2> /dev/null || echo '1 hour ago'); date '+%F %T' > /var/lib/e2e-seen
     journalctl -q -u puppet --since "$since" --no-pager -o cat | grep '^(/Stage' | grep -v -E 'Triggered|cheduling refresh' || true`,
  );
  const changed = service.split('\n').filter((line) => line !== '');
  const shown = output.split('\n').filter((line) => /^(Error|Warning: \/Stage|Notice: \/Stage)/.test(line));
  return {
    exitCode,
    seconds,
    changes: Number(counted.trim() || '0') + changed.length,
    summary: [...shown, ...changed, ...(shown.length === 0 ? [output.slice(-600)] : []), `see ${log}`].join('\n'),
  };
}
