import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

export interface Program {
  readonly url: string;
  readonly folder: string;
  readonly pid: number;
  /** All that it printed so far. */
  output(): string;
  /** Ends it as Ctrl+C does, or at once and without mercy. Resolves with its exit code. */
  end(signal?: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
}

/** Starts the built program with a folder and a port of its own and waits until it names its address. */
export async function startProgram(
  args: readonly string[],
  options: {
    readonly folder?: string;
    readonly env?: Readonly<Record<string, string>>;
    /** `services.program()` starts sooner. */
    readonly program?: string;
  } = {},
): Promise<Program> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'mudhif-'));
  const child: ChildProcess = spawn(process.execPath, [options.program ?? join(root, 'bin/mudhif.js'), ...args], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'] ?? '',
      LANG: 'en_GB.UTF-8',
      DATA_DIR: folder,
      DATABASE_URL: `sqlite:${join(folder, 'mudhif.db')}`,
      HTTP_PORT: '0',
      ...options.env,
    },
  });
  let printed = '';
  const exited = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
  const url = await new Promise<string>((found, fail) => {
    const read = (chunk: Buffer) => {
      printed += chunk.toString();
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0];
      if (address !== undefined) found(address);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    void exited.then((code) => fail(new Error(`the program ended with ${code}: ${printed}`)));
  });
  return {
    url,
    folder,
    pid: child.pid ?? 0,
    output: () => printed,
    async end(signal = 'SIGINT') {
      child.kill(signal);
      return exited;
    },
  };
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Moves the demo's clock, as the page's bar does. */
export async function moveClock(
  url: string,
  step: { readonly advance: string } | { readonly to: string },
): Promise<{ readonly now: string; readonly ran: number }> {
  const response = await fetch(`${url}/demo/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(step),
  });
  if (!response.ok) throw new Error(`the clock did not move: ${response.status} ${await response.text()}`);
  return (await response.json()) as { now: string; ran: number };
}
