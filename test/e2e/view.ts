/** What is shown while scenarios run: a line for everything that is done, and on a terminal what each machine does just now. */
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import pc from 'picocolors';

const WIDTH = 110;

export class View {
  passed = 0;
  failed = 0;
  private readonly now = new Map<string, string>();
  private readonly began = Date.now();
  private shown = 0;
  private logFolder = '';
  private files = 0;

  constructor(private readonly out: NodeJS.WriteStream) {}

  /** Where the logs of the next scenario go. */
  set folder(folder: string) {
    this.logFolder = folder;
    this.files = 0;
    mkdirSync(folder, { recursive: true });
  }

  get folder(): string {
    return this.logFolder;
  }

  /** A file for the output of a command, named so that the files are in the order of the steps. */
  logFile(machine: string, what: string): string {
    this.files += 1;
    return join(
      this.logFolder,
      `${String(this.files).padStart(3, '0')}-${machine}-${what.replace(/[^a-z0-9]+/gi, '-').slice(0, 40)}.log`,
    );
  }

  /** A line of its own. */
  say(text: string): void {
    this.erase();
    const seconds = Math.round((Date.now() - this.began) / 1000);
    const line = `${String(seconds).padStart(5)} s  ${text}`;
    this.out.write(`${line}\n`);
    if (this.logFolder !== '') appendFileSync(join(this.logFolder, 'steps.log'), `${stripVTControlCharacters(line)}\n`);
    this.draw();
  }

  /** The result of something that counts; the detail is shown where it failed. */
  result(isGood: boolean, text: string, detail = ''): void {
    if (isGood) this.passed += 1;
    else this.failed += 1;
    this.say(`${isGood ? pc.green('ok  ') : pc.red('FAIL')}  ${text}`);
    if (isGood || detail.trim() === '') return;
    for (const line of detail.trim().split('\n').slice(-12)) this.say(`        ${line.slice(0, 300)}`);
  }

  /** What a machine does just now; nothing if the text is missing. */
  does(machine: string, text?: string): void {
    if (text === undefined) this.now.delete(machine);
    else this.now.set(machine, stripVTControlCharacters(text).replace(/\s+/g, ' '));
    if (!this.out.isTTY) return;
    this.erase();
    this.draw();
  }

  close(): void {
    this.now.clear();
    this.erase();
  }

  private erase(): void {
    if (this.shown > 0) this.out.write(`\u001B[${String(this.shown)}A\u001B[J`);
    this.shown = 0;
  }

  private draw(): void {
    if (!this.out.isTTY) return;
    for (const [machine, text] of this.now)
      this.out.write(pc.dim(`${machine.padStart(12)}  ${text}`.slice(0, WIDTH)) + '\n');
    this.shown = this.now.size;
  }
}
