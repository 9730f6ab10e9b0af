/** A real browser for tests, spoken to through pipes. https://chromedevtools.github.io/devtools-protocol */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { execa, execaSync } from 'execa';

const names = ['chromium', 'chromium-browser', 'google-chrome'];

/** The program, if there is one on this machine. */
export const program = names.find((name) => !execaSync(name, ['--version'], { reject: false }).failed);

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly message: string };
}

/** One page of a browser. */
export class Page {
  private next = 1;
  private rest = '';
  private session: string | undefined;
  private readonly waiting = new Map<number, (message: Message) => void>();
  readonly requests: string[] = [];
  private onLoad: (() => void) | undefined;

  private constructor(
    private readonly input: Writable,
    output: Readable,
    private readonly end: () => Promise<void>,
  ) {
    output.on('data', (chunk: Buffer) => {
      const parts = (this.rest + chunk.toString()).split('\0');
      this.rest = parts.pop() ?? '';
      for (const part of parts) this.receive(JSON.parse(part) as Message);
    });
  }

  static async open(): Promise<Page> {
    if (program === undefined) throw new Error('there is no browser');
    const folder = mkdtempSync(join(tmpdir(), 'ovp-browser-'));
    const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--remote-debugging-pipe'];
    const child = execa(program, [...flags, `--user-data-dir=${folder}`, 'about:blank'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
      reject: false,
      buffer: false,
    });
    const page = new Page(child.stdio[3] as unknown as Writable, child.stdio[4], async () => {
      child.kill();
      await child;
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    });
    const { targetId } = await page.send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await page.send('Target.attachToTarget', { targetId, flatten: true });
    page.session = String(sessionId);
    await page.send('Page.enable');
    await page.send('Network.enable');
    return page;
  }

  async send(method: string, params: object = {}): Promise<Readonly<Record<string, unknown>>> {
    const id = this.next++;
    const session = this.session === undefined ? {} : { sessionId: this.session };
    this.input.write(`${JSON.stringify({ id, method, params, ...session })}\0`);
    const { result, error } = await new Promise<Message>((resolve) => this.waiting.set(id, resolve));
    if (error !== undefined) throw new Error(`${method}: ${error.message}`);
    return result ?? {};
  }

  async visit(url: string, { width, height, dark }: { width: number; height: number; dark: boolean }): Promise<void> {
    await this.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: width < 600 });
    const value = dark ? 'dark' : 'light';
    await this.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] });
    this.requests.length = 0;
    const loaded = new Promise<void>((resolve) => (this.onLoad = resolve));
    await this.send('Page.navigate', { url });
    await loaded;
  }

  /** Value of a JavaScript expression in the page. */
  async evaluate(expression: string): Promise<unknown> {
    const { result, exceptionDetails } = await this.send('Runtime.evaluate', { expression, returnByValue: true });
    if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
    return (result as { value?: unknown }).value;
  }

  close(): Promise<void> {
    return this.end();
  }

  private receive(message: Message): void {
    if (message.id !== undefined) {
      this.waiting.get(message.id)?.(message);
      this.waiting.delete(message.id);
    } else if (message.method === 'Network.requestWillBeSent') {
      this.requests.push((message.params as { request: { url: string } }).request.url);
    } else if (message.method === 'Page.loadEventFired') this.onLoad?.();
  }
}
