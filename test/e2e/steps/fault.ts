/** Something breaks while agents work, and is mended again: what they saw of it, and how long. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Machine } from '../lab/machine.js';
import { agentRun } from '../puppet.js';
import type { Runner } from '../runner.js';
import { scriptOf } from '../scenario.js';
import type { Step } from '../schema.js';

type Fault = Extract<Step, { fault: string }>;

/** Seconds that everything has to be well again after it was mended. */
const PATIENCE = 300;

/** Breaks, watches, mends; whether no more runs failed than may, and the platform recovered. */
export async function fault(runner: Runner, step: Fault): Promise<boolean> {
  const { view } = runner.around;
  const watchers = runner.of(step.on);
  const broken = await runner.theOne(step.at, step.where);
  let runs = 0;
  let failures = 0;
  let lastFailure: number | undefined;
  let recovered: number | undefined;
  let detail = '';
  const attempt = async (machine: Machine): Promise<boolean> => {
    runs += 1;
    const { isGood, output } = await once(runner, machine, step.meanwhile);
    if (isGood) {
      if (lastFailure !== undefined) recovered ??= Date.now();
      return true;
    }
    failures += 1;
    lastFailure = Date.now();
    recovered = undefined;
    detail = output;
    return false;
  };

  const began = Date.now();
  await change(broken, step.break, 'off');
  view.say(`      ${broken.name}: ${step.fault}`);
  const end = began + (step.seconds ?? 60) * 1000;
  while (Date.now() < end) {
    for (const machine of watchers) await attempt(machine);
    await sleep(1000);
  }
  await change(broken, step.mend, 'on');
  const deadline = Date.now() + PATIENCE * 1000;
  let isWell = false;
  while (!isWell && Date.now() < deadline) {
    isWell = true;
    for (const machine of watchers) isWell = (await attempt(machine)) && isWell;
    if (!isWell) await sleep(1000);
  }
  const time =
    lastFailure === undefined
      ? ''
      : `, well again after ${String(Math.round(((recovered ?? Date.now()) - began) / 1000))} s`;
  const isGood = isWell && failures <= (step.failures ?? 0);
  view.result(isGood, `${step.fault}: ${String(runs)} runs, ${String(failures)} failed${time}`, detail);
  return isGood;
}

async function once(runner: Runner, machine: Machine, what: string): Promise<{ isGood: boolean; output: string }> {
  if (what !== 'agent') {
    const { exitCode, output } = await machine.shell(scriptOf(what), { limit: 300 });
    return { isGood: exitCode === 0, output };
  }
  const run = await agentRun(runner.around.view, machine);
  return { isGood: run.exitCode === 0 || run.exitCode === 2, output: run.summary };
}

async function change(machine: Machine, how: string, power: 'on' | 'off'): Promise<void> {
  if (how === 'power') await (power === 'off' ? machine.powerOff() : machine.powerOn());
  else {
    const { exitCode, output } = await machine.shell(scriptOf(how), { limit: 600 });
    if (exitCode !== 0) throw new Error(`${machine.name}: '${how}' failed: ${output}`);
  }
}
