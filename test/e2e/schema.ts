/** What a scenario may say: its type, and the JSON Schema that judges the files. */

export interface MachineSpec {
  /** GiB of memory; 2 unless given. */
  readonly memory?: number;
  /** `pp_role` of its certificate. */
  readonly role?: string;
  /** Profiles that `site.pp` gives it besides the main class, below the module's namespace. */
  readonly classes?: readonly string[];
  /** Alternative names to request in its certificate, as names of machines. */
  readonly alt_names?: readonly string[];
  /** False for a machine that is no node of the platform. */
  readonly agent?: boolean;
  /** Whether it serves the repositories of the scenario. */
  readonly git?: boolean;
  /** Powered on by a step `power_on` only. */
  readonly later?: boolean;
  /** Folders that are on a disk of their own, each with the GiB that it has. */
  readonly disks?: Readonly<Record<string, number>>;
}

type Names = string | readonly string[];

/** How long something may take, in seconds, where it need not be so at once. */
interface Patience {
  readonly within?: number;
}

export type Step =
  /** `puppet apply` of the environment, which changes things, as the first thing that a primary does. */
  | { readonly apply: Names }
  /** Requests and signs a certificate where there is none yet, and runs the agent. */
  | { readonly agent: Names; readonly expect?: 'changes' | 'nothing' | 'any'; readonly server?: string }
  /** `puppet apply` on a node without a server, with the certificate that lets it report. */
  | { readonly by_hand: Names }
  /** Another run of each machine changes nothing. */
  | { readonly quiet: Names }
  | { readonly reboot: Names }
  | { readonly power_on: Names }
  | { readonly power_off: Names }
  /** Cuts the power of all at once, and switches them on again in random order. */
  | { readonly blackout: Names }
  /** Another machine of that name takes the place of one that is lost with its disks; it has nothing but the agent's package. */
  | { readonly replace: Names }
  /** Gives machines new certificates, with new keys, as an operator does, and runs their agents. */
  | { readonly renew: Names }
  /** What a person does there, whose failure is one of the scenario. */
  | { readonly shell: string; readonly on: Names }
  /** A statement, and a script that is true where it holds: on each machine, or on the first where `where` is true. */
  | ({ readonly check: string; readonly on: Names; readonly run: string; readonly where?: string } & Patience)
  /** Changes Hiera data; a null removes a key. */
  | { readonly hiera: Readonly<Record<string, unknown>> }
  /** Commits files to a repository. */
  | { readonly push: 'control' | 'hiera'; readonly files: Readonly<Record<string, string>> }
  /** Agents run one after another while something is broken and mended. */
  | {
      readonly fault: string;
      readonly on: Names;
      /** What the agents are to do: `agent` (a run), or a script. */
      readonly meanwhile: string;
      readonly break: string;
      readonly mend: string;
      /** Which machine is broken, by a script or by `power`: of several the first where the script `where` is true. */
      readonly at: Names;
      readonly where?: string;
      readonly seconds?: number;
      /** How many runs may fail. */
      readonly failures?: number;
    }
  /** Requests of catalogs by client certificates, many at once. */
  | {
      readonly load: string;
      readonly on: string;
      readonly requests: number;
      readonly clients: number;
      /** A server that is taken out in order, and put back, meanwhile. */
      readonly out?: string;
      /** Name of an earlier load, with which this one is compared. */
      readonly against?: string;
    };

export interface Scenario {
  readonly title: string;
  readonly machines: Readonly<Record<string, MachineSpec>>;
  readonly hiera: Readonly<Record<string, unknown>>;
  readonly steps: readonly Step[];
}

const names = { type: ['string', 'array'], items: { type: 'string' } } as const;
const text = { type: 'string', minLength: 1 } as const;
const hash = { type: 'object' } as const;
const seconds = { type: 'number', exclusiveMinimum: 0 } as const;

/** A step: the properties that it has, the first of which names it. */
function step(required: Readonly<Record<string, object>>, optional: Readonly<Record<string, object>> = {}): object {
  return {
    type: 'object',
    properties: { ...required, ...optional },
    required: Object.keys(required),
    additionalProperties: false,
  };
}

const steps: Readonly<Record<string, object>> = {
  apply: step({ apply: names }),
  agent: step({ agent: names }, { expect: { enum: ['changes', 'nothing', 'any'] }, server: text }),
  by_hand: step({ by_hand: names }),
  quiet: step({ quiet: names }),
  reboot: step({ reboot: names }),
  power_on: step({ power_on: names }),
  power_off: step({ power_off: names }),
  blackout: step({ blackout: names }),
  replace: step({ replace: names }),
  renew: step({ renew: names }),
  shell: step({ shell: text, on: names }),
  check: step({ check: text, on: names, run: text }, { where: text, within: seconds }),
  hiera: step({ hiera: hash }),
  push: step({ push: { enum: ['control', 'hiera'] }, files: hash }),
  fault: step(
    { fault: text, on: names, meanwhile: text, at: names, break: text, mend: text },
    { where: text, seconds, failures: { type: 'integer', minimum: 0 } },
  ),
  load: step(
    { load: text, on: text, requests: { type: 'integer' }, clients: { type: 'integer' } },
    { out: text, against: text },
  ),
};

/** Each step is judged by the schema of its first word, so that an error is about that step and not about all others. */
const stepSchema = {
  type: 'object',
  anyOf: Object.keys(steps).map((name) => ({ required: [name] })),
  allOf: Object.entries(steps).map(([name, schema]) => ({ if: { required: [name] }, then: schema })),
};

export const scenarioSchema: Readonly<Record<string, unknown>> = {
  type: 'object',
  required: ['title', 'machines', 'hiera', 'steps'],
  additionalProperties: false,
  properties: {
    title: text,
    machines: {
      type: 'object',
      minProperties: 1,
      propertyNames: { pattern: '^[a-z][a-z0-9]{0,11}$' },
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        properties: {
          memory: seconds,
          role: text,
          classes: { type: 'array', items: text },
          alt_names: { type: 'array', items: text },
          agent: { type: 'boolean' },
          git: { type: 'boolean' },
          later: { type: 'boolean' },
          disks: { type: 'object', propertyNames: { pattern: '^/[a-z0-9/_-]+$' }, additionalProperties: seconds },
        },
      },
    },
    hiera: hash,
    steps: { type: 'array', minItems: 1, items: stepSchema },
  },
};
