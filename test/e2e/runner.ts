/** Takes the steps of a scenario, one after another. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { Lab } from './lab/lab.js';
import { Machine } from './lab/machine.js';
import type { Cgroups } from './lab/cgroups.js';
import { agentRun, applyRun, enrol, prepare, type PuppetRun, renew, serverlessRun } from './puppet.js';
import { scriptOf, selected } from './scenario.js';
import type { MachineSpec, Scenario, Step } from './schema.js';
import { domain, fqdn, Site } from './site.js';
import { fault } from './steps/fault.js';
import { load } from './steps/load.js';
import type { View } from './view.js';

export interface Surroundings {
  readonly view: View;
  readonly cgroups: Cgroups;
  /** Folder with the image and the repository. */
  readonly state: string;
  /** Folder of this run. */
  readonly folder: string;
  readonly module: string;
  readonly components: string;
  /** GiB of memory by machine, instead of what the scenario says. */
  readonly memory: ReadonlyMap<string, number>;
  readonly keep: boolean;
}

/** What the closing table has of a machine. */
export interface MachineResult {
  first: PuppetRun | undefined;
  quiet: PuppetRun | undefined;
  memory: number;
}

const GIB = 2 ** 30;
const AT_ONCE = 4;

/** Serves the repositories of the scenario, also after a reboot. */
const gitServer = `apt-get install -y git
printf '%s\n' '[Service]' 'ExecStart=git daemon --export-all --base-path=/srv/git --reuseaddr' '[Install]' 'WantedBy=multi-user.target' \
  > /etc/systemd/system/git-daemon.service
systemctl enable --now git-daemon`;

export class Runner {
  readonly machines = new Map<string, Machine>();
  readonly results = new Map<string, MachineResult>();
  survived = 0;
  private readonly installed = new Set<string>();
  private readonly enrolled = new Set<string>();
  private readonly site: Site;
  private lab: Lab | undefined;

  constructor(
    readonly scenario: Scenario,
    readonly around: Surroundings,
  ) {
    this.site = new Site(join(around.folder, 'site'), scenario);
  }

  /** Everything from the machines' first start to the last step. Throws where going on makes no sense. */
  async run(): Promise<void> {
    const { view, folder, state, cgroups, keep, module, components } = this.around;
    await this.site.write(module, components);
    mkdirSync(this.exchange, { recursive: true });
    this.lab = await Lab.start(folder, state, cgroups, keep);
    for (const [index, name] of Object.keys(this.scenario.machines).entries()) {
      this.machines.set(
        name,
        new Machine(this.lab, join(import.meta.dirname, 'lab/boot.sh'), this.settings(name, index)),
      );
    }
    const first = Object.entries(this.scenario.machines).filter(([, spec]) => spec.later !== true);
    try {
      await Promise.all(first.map(([name]) => this.install(name)));
      view.say(`${String(first.length)} machines with nothing but the agent's package`);
      for (const step of this.scenario.steps) await this.take(step);
    } finally {
      await this.keepJournals();
    }
  }

  /** What the machines' services said, which is gone with their disks. */
  private async keepJournals(): Promise<void> {
    const { view } = this.around;
    const machines = [...this.machines.values()].filter(({ isOn }) => isOn);
    await Promise.all(
      machines.map((machine) =>
        machine.shell('journalctl --quiet --no-pager --output short-precise', {
          log: view.logFile(machine.name, 'journal'),
          limit: 60,
        }),
      ),
    );
  }

  async end(): Promise<void> {
    await this.lab?.end();
  }

  machine(name: string): Machine {
    const machine = this.machines.get(name);
    if (machine === undefined) throw new Error(`there is no machine '${name}'`);
    return machine;
  }

  /** Machines that a step names; `all` are those that have been powered on by then. */
  of(names: string | readonly string[]): readonly Machine[] {
    const listed = [names].flat();
    return selected(this.scenario, names)
      .filter((name) => listed.includes(name) || this.installed.has(name))
      .map((name) => this.machine(name));
  }

  /** The first of machines where a script is true: who leads a cluster, for one, is only known when it runs. */
  async theOne(names: string | readonly string[], where = 'true'): Promise<Machine> {
    const machines = this.of(names);
    for (const machine of machines) if ((await machine.shell(scriptOf(where))).exitCode === 0) return machine;
    throw new Error(`on none of ${machines.map(({ name }) => name).join(', ')} is this true: ${where}`);
  }

  /** Name of the primary: the machine that the data name. */
  get primary(): string {
    return String(this.scenario.hiera['openvox_platform::primary_server']).replace(`.${domain}`, '');
  }

  /** Machines that the scenario gives a class of the module, and that are on. */
  machinesWith(className: string): readonly Machine[] {
    return Object.entries(this.scenario.machines)
      .filter(([, { classes }]) => classes?.includes(className) === true)
      .map(([name]) => this.machine(name))
      .filter(({ isOn }) => isOn);
  }

  /** Machines whose certificate makes them compilers, and the primary. */
  serverNames(): readonly string[] {
    const compilers = Object.entries(this.scenario.machines).filter(
      ([name, { role }]) => role === 'compiler' && this.machines.get(name)?.isOn,
    );
    return [this.primary, ...compilers.map(([name]) => name)];
  }

  /** What people carry from one machine to another: all machines have this folder as `/srv/exchange`. */
  private get exchange(): string {
    return join(this.around.folder, 'exchange');
  }

  private spec(name: string): MachineSpec {
    return this.scenario.machines[name] ?? {};
  }

  private settings(name: string, index: number) {
    const memory = (this.around.memory.get(name) ?? this.spec(name).memory ?? 2) * GIB;
    const binds = [
      ...(this.spec(name).git ? [`${this.site.repositories}:/srv/git`] : []),
      `${this.site.environment}:/srv/site`,
      `${this.exchange}:/srv/exchange`,
    ];
    const disks = Object.entries(this.spec(name).disks ?? {}).map(([path, size]) => ({ path, bytes: size * GIB }));
    return { name, fqdn: fqdn(name), address: `10.77.0.${String(index + 10)}`, memory, binds, disks };
  }

  /** Powers a machine on for the first time, with what an operator finds on it. */
  private async install(name: string): Promise<void> {
    const { view } = this.around;
    const machine = this.machine(name);
    const spec = this.spec(name);
    this.installed.add(name);
    view.does(name, 'boots');
    await machine.powerOn();
    const script = spec.git ? gitServer : 'apt-get install -y openvox-agent';
    const log = view.logFile(name, 'install');
    const outcome = await machine.shell(`apt-get update; ${script}`, { log, onLine: (line) => view.does(name, line) });
    if (outcome.exitCode === 0 && spec.agent !== false && name !== this.primary)
      await prepare(machine, spec, this.primary);
    view.does(name);
    if (outcome.exitCode !== 0) throw new Error(`${name} cannot be installed, see ${log}`);
  }

  private async take(step: Step): Promise<void> {
    if ('apply' in step) for (const machine of this.of(step.apply)) await this.apply(machine);
    else if ('agent' in step)
      await this.atOnce(step.agent, (machine) => this.agent(machine, step.expect ?? 'changes', step.server));
    else if ('by_hand' in step) for (const machine of this.of(step.by_hand)) await this.byHand(machine);
    else if ('quiet' in step) await this.atOnce(step.quiet, (machine) => this.quiet(machine));
    else if ('reboot' in step) await this.reboot(this.of(step.reboot));
    else if ('power_on' in step)
      for (const machine of this.of(step.power_on))
        await (this.spec(machine.name).later && !this.enrolled.has(machine.name)
          ? this.install(machine.name)
          : machine.powerOn());
    else if ('power_off' in step) for (const machine of this.of(step.power_off)) await machine.powerOff();
    else if ('blackout' in step) await this.blackout(this.of(step.blackout));
    else if ('replace' in step) for (const machine of this.of(step.replace)) await this.replace(machine);
    else if ('renew' in step) for (const machine of this.of(step.renew)) await this.renew(machine);
    else if ('shell' in step) for (const machine of this.of(step.on)) await this.shell(machine, step.shell);
    else if ('check' in step)
      for (const machine of step.where === undefined ? this.of(step.on) : [await this.theOne(step.on, step.where)])
        await this.check(machine, step.check, step.run, step.within ?? 0);
    else if ('hiera' in step) await this.setData(step.hiera);
    else if ('push' in step) await this.site.push(step.push, step.files);
    else if ('fault' in step) this.survived += Number(await fault(this, step));
    else await load(this, step);
    for (const machine of this.machines.values()) {
      const result = this.results.get(machine.name);
      if (result !== undefined) result.memory = Math.max(result.memory, machine.memoryInUse ?? 0);
    }
  }

  /** What has no order is done at once, on a few machines. */
  private async atOnce(names: string | readonly string[], task: (machine: Machine) => Promise<void>): Promise<void> {
    const limit = pLimit(AT_ONCE);
    await Promise.all(this.of(names).map((machine) => limit(() => task(machine))));
  }

  private note(machine: Machine, part: 'first' | 'quiet', run: PuppetRun): void {
    const result = this.results.get(machine.name) ?? { first: undefined, quiet: undefined, memory: 0 };
    result[part] ??= run;
    this.results.set(machine.name, result);
  }

  /** Puts the code in place by hand, and applies it. */
  private async apply(machine: Machine): Promise<void> {
    await this.handCode(machine);
    const run = await applyRun(this.around.view, machine);
    this.note(machine, 'first', run);
    this.enrolled.add(machine.name);
    this.around.view.result(
      run.exitCode === 2,
      `${machine.name}: puppet apply, exit ${run.exitCode}, ${run.changes} changes, ${run.seconds} s`,
      run.summary,
    );
    if (run.exitCode !== 2) throw new Error('nothing else can be done without the primary');
  }

  private async handCode(machine: Machine): Promise<void> {
    const target = '/etc/puppetlabs/code/environments/production';
    await machine.shell(`cp -r --no-preserve=ownership /srv/site/. ${target}/`);
    if (this.scenario.hiera['openvox_platform::control_repo'] === undefined) return;
    await machine.shell(
      `mkdir -p /etc/puppetlabs/code/hieradata/production; cp ${target}/data/* /etc/puppetlabs/code/hieradata/production/`,
    );
  }

  /** A run of the agent; the first of a machine with the request for its certificate. */
  private async agent(
    machine: Machine,
    expected: 'changes' | 'nothing' | 'any',
    server: string | undefined,
  ): Promise<void> {
    const { view } = this.around;
    if (!this.enrolled.has(machine.name)) {
      this.enrolled.add(machine.name);
      if (!(await enrol(view, machine, this.machine(this.primary)))) return;
    }
    const run = await agentRun(view, machine, server);
    this.note(machine, 'first', run);
    const codes = { changes: [2], nothing: [0], any: [0, 2] }[expected];
    view.result(
      codes.includes(run.exitCode),
      `${machine.name}: puppet agent, exit ${run.exitCode}, ${run.changes} changes, ${run.seconds} s`,
      run.summary,
    );
  }

  /** The code and the data in place by hand, and the first run of a node without a server. */
  private async byHand(machine: Machine): Promise<void> {
    await this.handCode(machine);
    this.enrolled.add(machine.name);
    if (!(await enrol(this.around.view, machine, this.machine(this.primary)))) return;
    await machine.shell(`puppet ssl bootstrap --server ${fqdn(this.primary)}`);
    const run = await serverlessRun(this.around.view, machine);
    this.note(machine, 'first', run);
    this.around.view.result(
      run.exitCode === 2,
      `${machine.name}: puppet apply by hand, exit ${run.exitCode}, ${run.changes} changes, ${run.seconds} s`,
      run.summary,
    );
  }

  private async quiet(machine: Machine): Promise<void> {
    const run = await agentRun(this.around.view, machine);
    this.note(machine, 'quiet', run);
    const isQuiet = run.exitCode === 0 && run.changes === 0;
    this.around.view.result(
      isQuiet,
      `${machine.name}: another run, exit ${run.exitCode}, ${run.changes} changes, ${run.seconds} s`,
      run.summary,
    );
  }

  private async reboot(machines: readonly Machine[]): Promise<void> {
    await Promise.all(machines.map((machine) => machine.shutDown()));
    await Promise.all(machines.map((machine) => machine.powerOn()));
    for (const machine of machines) {
      const { output } = await machine.shell(
        'systemctl --failed --no-legend --plain; systemctl is-system-running || true',
      );
      this.around.view.result(output.trim() === 'running', `${machine.name}: rebooted, no service failed`, output);
    }
  }

  private async blackout(machines: readonly Machine[]): Promise<void> {
    await Promise.all(machines.map((machine) => machine.powerOff()));
    const order = machines.map((machine) => ({ machine, place: Math.random() })).sort((a, b) => a.place - b.place);
    this.around.view.say(`power is back, in this order: ${order.map(({ machine }) => machine.name).join(', ')}`);
    for (const { machine } of order) await machine.boot();
  }

  /** Its disks are lost, and so is what the lab knows of its certificate. */
  private async replace(machine: Machine): Promise<void> {
    await machine.wipe();
    this.enrolled.delete(machine.name);
    await this.install(machine.name);
    this.around.view.say(`      ${machine.name} is another machine now, with nothing but the agent's package`);
  }

  private async renew(machine: Machine): Promise<void> {
    const { view } = this.around;
    if (!(await renew(view, machine, this.machine(this.primary)))) return;
    const run = await agentRun(view, machine);
    view.result(
      [0, 2].includes(run.exitCode),
      `${machine.name}: certificate renewed, puppet agent, exit ${run.exitCode}, ${run.changes} changes, ${run.seconds} s`,
      run.summary,
    );
  }

  private async shell(machine: Machine, script: string): Promise<void> {
    const log = this.around.view.logFile(machine.name, 'shell');
    const outcome = await machine.shell(scriptOf(script), { log });
    if (outcome.exitCode !== 0)
      this.around.view.result(false, `${machine.name}: ${script.split('\n')[0] ?? ''}`, outcome.output);
  }

  private async check(machine: Machine, statement: string, script: string, within: number): Promise<void> {
    const began = Date.now();
    const outcome = await machine.until(scriptOf(script), within);
    const after = within > 0 ? `, after ${Math.round((Date.now() - began) / 1000)} s` : '';
    // What a script measured, it says in a line that begins so.
    const [, figures] = /^= (.+)$/m.exec(outcome.output) ?? [];
    const measured = figures === undefined ? '' : `: ${figures}`;
    this.around.view.result(outcome.exitCode === 0, `${machine.name}: ${statement}${after}${measured}`, outcome.output);
  }

  /** Changes the data where they are kept: in the repository, or by hand on the primary. */
  private async setData(changes: Readonly<Record<string, unknown>>): Promise<void> {
    await this.site.setData(changes);
    const primary = this.machine(this.primary);
    if (this.scenario.hiera['openvox_platform::control_repo'] === undefined) await this.handCode(primary);
  }
}
