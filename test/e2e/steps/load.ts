/** Requests of catalogs through the balancer, as agents make them, many at once. */
import type { Runner } from '../runner.js';
import { scriptOf } from '../scenario.js';
import type { Step } from '../schema.js';
import { fqdn } from '../site.js';

type Load = Extract<Step, { load: string }>;

/** Writes the body of a request with the machine's real facts, and asks with its certificate. */
const client = `
set -euo pipefail
name=$(puppet config print certname) server=$(puppet config print server --section agent)
ssl=/etc/puppetlabs/puppet/ssl
[ -s /run/e2e-request ] || puppet facts show --render-as json 2> /dev/null | /opt/puppetlabs/puppet/bin/ruby -rjson -ruri -e '
  facts = { "name" => ARGV[0], "values" => JSON.parse($stdin.read), "timestamp" => "2026-01-01T00:00:00Z", "expiration" => "2030-01-01T00:00:00Z" }
  print URI.encode_www_form("environment" => "production", "facts_format" => "application/json", "facts" => URI.encode_www_form_component(JSON.generate(facts)))' "$name" > /run/e2e-request
seq "$1" | xargs -P "$2" -I{} curl --silent --output /dev/null --max-time 120 --write-out '%{http_code} %{time_total}\\n' \\
  --cacert $ssl/certs/ca.pem --cert $ssl/certs/$name.pem --key $ssl/private_keys/$name.pem --request POST --data @/run/e2e-request \\
  -H 'Content-Type: application/x-www-form-urlencoded' -H 'Accept: application/json' "https://$server:8140/puppet/v3/catalog/$name" || true`;

/** What was measured by the names of the loads: catalogs per second. */
const measured = new WeakMap<Runner, Map<string, number>>();

const accessLog = '/var/log/puppetlabs/puppetserver/puppetserver-access.log';

/** Figures of what was measured; requests that fail are failures of the step. */
export async function load(runner: Runner, step: Load): Promise<void> {
  const { view } = runner.around;
  const machine = runner.machine(step.on);
  const servers = runner.serverNames();
  const counts = async () =>
    Promise.all(
      servers.map(async (name) =>
        Number(
          (await runner.machine(name).shell(`grep -c 'POST /puppet/v3/catalog/' ${accessLog} || true`)).output.trim() ||
            '0',
        ),
      ),
    );
  const before = await counts();
  const began = Date.now();
  const asking = machine.run(['bash', '-c', client, 'client', String(step.requests), String(step.clients)], {
    log: view.logFile(machine.name, 'load'),
    limit: 1800,
  });
  if (step.out !== undefined) await takeOutAndBack(runner, step.out);
  const { output } = await asking;
  const seconds = (Date.now() - began) / 1000;
  const after = await counts();
  const answers = output.split('\n').flatMap((line) => {
    const [, code, time] = /^(\d{3}) ([\d.]+)$/.exec(line.trim()) ?? [];
    return code === undefined ? [] : [{ isGood: code === '200', time: Number(time) }];
  });
  const failures = answers.filter(({ isGood }) => !isGood).length + step.requests - answers.length;
  const times = answers.map(({ time }) => time).sort((a, b) => a - b);
  const quantile = (part: number) =>
    (times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0).toFixed(2);
  const shares = servers
    .map((name, index) => `${name} ${String((after[index] ?? 0) - (before[index] ?? 0))}`)
    .join(', ');
  const rates = measured.get(runner) ?? new Map<string, number>();
  measured.set(runner, rates);
  const rate = (step.requests - failures) / seconds;
  rates.set(step.load, rate);
  const other = step.against === undefined ? undefined : rates.get(step.against);
  const ratio = other === undefined ? '' : `; ${(rate / other).toFixed(2)} times the rate of ${step.against ?? ''}`;
  view.result(
    failures === 0,
    `${step.load}: ${String(step.requests)} catalogs by ${String(step.clients)} at once in ${seconds.toFixed(0)} s, ${String(failures)} failed, p50 ${quantile(0.5)} s, p95 ${quantile(0.95)} s; ${shares}${ratio}`,
    output,
  );
}

/** In order, as the module's README says: whoever is connected to a server that just goes loses a request. */
async function takeOutAndBack(runner: Runner, name: string): Promise<void> {
  const { view } = runner.around;
  const machine = runner.machine(name);
  const balancers = runner.machinesWith('profile::lb::compiler');
  const state = async (value: string) => {
    for (const balancer of balancers) {
      const script = scriptOf(`member-state openvox_compilers ${fqdn(name)} ${value}`);
      const { exitCode, output } = await balancer.shell(script, { limit: 180 });
      if (exitCode !== 0) view.result(false, `${balancer.name}: ${fqdn(name)} is in state ${value}`, output);
    }
  };
  view.say(`      ${fqdn(name)} is taken out and put back`);
  await state('drain');
  await machine.shell('systemctl stop puppetserver; sleep 15; systemctl start puppetserver', { limit: 300 });
  await state('ready');
}
