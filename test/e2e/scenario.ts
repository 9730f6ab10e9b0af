/** Scenarios as they stand in `scenarios/*.yaml`: machines, Hiera data, and the steps that are taken with them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { type Scenario, scenarioSchema, type Step } from './schema.js';

export const folder: string = join(import.meta.dirname, 'scenarios');

/** Names of all scenarios, in the order of the alphabet. */
export function scenarioNames(): readonly string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml') && !file.startsWith('_'))
    .map((file) => basename(file, '.yaml'))
    .sort();
}

/** Reads and judges a scenario, given by its name or as a file. Everything that is wrong is in the error. */
export function readScenario(nameOrFile: string): Scenario {
  const file = nameOrFile.endsWith('.yaml') ? nameOrFile : join(folder, `${nameOrFile}.yaml`);
  if (!existsSync(file)) {
    throw new Error(
      `There is no scenario '${nameOrFile}'. There are: ${scenarioNames().join(', ')}; or give the file of one.`,
    );
  }
  const scenario: unknown = parse(readFileSync(file, 'utf8'));
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
  const judge = ajv.compile<Scenario>(scenarioSchema);
  if (!judge(scenario)) throw new Error(`${file}: ${ajv.errorsText(judge.errors, { dataVar: '', separator: '; ' })}`);
  const problems = unknownMachines(scenario);
  if (problems.length > 0) throw new Error(`${file}: ${problems.join('; ')}`);
  return scenario;
}

/**
 * The text of a script: itself, or the file in `scripts` that its first word names, with the other words as arguments.
 * `power` is none: it stands for the switch of a machine.
 */
export function scriptOf(text: string): string {
  const [name = '', ...args] = text.trim().split(/\s+/);
  const file = join(import.meta.dirname, 'scripts', `${name}.sh`);
  return /^[a-z-]+$/.test(name) && existsSync(file) ? `set -- ${args.join(' ')}\n${readFileSync(file, 'utf8')}` : text;
}

/** Machines that a list names; `all` is every node that has an agent, `!name` leaves one out. */
export function selected(scenario: Scenario, names: string | readonly string[]): readonly string[] {
  const list = typeof names === 'string' ? [names] : names;
  const left = new Set(list.filter((name) => name.startsWith('!')).map((name) => name.slice(1)));
  const nodes = Object.entries(scenario.machines).filter(([, machine]) => machine.agent !== false);
  return list
    .filter((name) => !name.startsWith('!'))
    .flatMap((name) => (name === 'all' ? nodes.map(([node]) => node) : [name]))
    .filter((name) => !left.has(name));
}

/** Machines that a step names, in whichever way. */
function named(scenario: Scenario, step: Step): readonly string[] {
  if ('hiera' in step || 'push' in step) return [];
  if ('fault' in step) return [...selected(scenario, step.on), ...selected(scenario, step.at)];
  if ('load' in step) return step.out === undefined ? [step.on] : [step.on, step.out];
  if ('check' in step || 'shell' in step) return selected(scenario, step.on);
  return selected(scenario, Object.values(step)[0] as string | readonly string[]);
}

function unknownMachines(scenario: Scenario): readonly string[] {
  const names = new Set(scenario.steps.flatMap((step) => named(scenario, step)));
  return [...names].filter((name) => !(name in scenario.machines)).map((name) => `there is no machine '${name}'`);
}
