/** Client of `test/ruby/manifest_worker.rb`: one Ruby process judges all manifests of a test file. */
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';

/** The data of OpenVox's syntax trees: calls are `{"^": [name, ...]}`, maps `{"#": [key, value, ...]}`. */
export type Tree = string | number | boolean | null | readonly Tree[] | { readonly [mark: string]: readonly Tree[] };

/** What puppet-lint found. */
export interface Problem {
  readonly check: string;
  readonly kind: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** What OpenVox and puppet-lint say about one manifest. */
export interface Judgement {
  /** As parsed; absent if the code does not parse. */
  readonly tree?: Tree;
  readonly error?: string;
  readonly problems: readonly Problem[];
}

/** A check of puppet-lint and the gem that it comes from. */
export interface Check {
  readonly name: string;
  readonly enabled: boolean;
  readonly gem: string;
}

type Answer = Partial<Judgement> & { readonly checks?: readonly Check[]; readonly failure?: string };

const SCRIPT = fileURLToPath(new URL('../ruby/manifest_worker.rb', import.meta.url));

export class ManifestWorker {
  readonly #process = execa('ruby', ['-W0', SCRIPT], { buffer: false, reject: false, stderr: 'ignore' });
  readonly #waiting: ((answer: Answer) => void)[] = [];

  constructor() {
    createInterface({ input: this.#process.stdout }).on('line', (row) => {
      this.#waiting.shift()?.(JSON.parse(row) as Answer);
    });
    void this.#process.then(() => {
      for (const settle of this.#waiting.splice(0)) settle({ failure: 'the Ruby process has ended' });
    });
  }

  /** Parses and lints a manifest; `path` is where it would be in its module, `module/manifests/name.pp`. */
  async judge(code: string, path: string): Promise<Judgement> {
    const answer = await this.#ask({ op: 'judge', code, path });
    return { ...answer, problems: answer.problems ?? [] };
  }

  /** All checks that are installed. */
  async checks(): Promise<readonly Check[]> {
    return (await this.#ask({ op: 'checks' })).checks ?? [];
  }

  async close(): Promise<void> {
    this.#process.stdin.end();
    await this.#process;
  }

  async #ask(request: Readonly<Record<string, string>>): Promise<Answer> {
    const answer = await new Promise<Answer>((resolve) => {
      this.#waiting.push(resolve);
      this.#process.stdin.write(`${JSON.stringify(request)}\n`);
    });
    if (answer.failure !== undefined) throw new Error(`manifest worker: ${answer.failure}`);
    return answer;
  }
}
