import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** Where the fakes of the platforms are. */
export interface FakePlatforms {
  readonly slack: { readonly apiUrl: string; readonly token: string };
  readonly discord: { readonly apiUrl: string; readonly token: string };
}

/** What `kill-child.ts` is told. */
export type ChildOptions = {
  readonly database: string;
  readonly redis?: string;
  /** How far its clock runs ahead of the machine's, in milliseconds. */
  readonly clockAheadMs?: number;
  readonly times?: { readonly leaseMs: number; readonly sweepMs: number };
  /** The number of a message that ends the process at once. */
  readonly killer?: number;
  /** It does not end when nothing is left to do. */
  readonly stays?: boolean;
} & (
  | {
      /** A SQLite file with a table `posts`. */
      readonly posts: string;
    }
  | {
      readonly posts?: undefined;
      readonly fakes: FakePlatforms;
    }
);

export interface KillableChild {
  readonly process: ChildProcess;
  /** Resolves once it works; throws if it ends before. */
  readonly ready: Promise<void>;
  /** How many milliseconds after its start it was, if it is. */
  readonly readyMs: () => number | undefined;
  /** Whether it came to its end by itself; throws if it failed. */
  readonly ended: Promise<boolean>;
}

/** Starts the bundled `kill-child.ts`. */
export function startChild(program: string, options: ChildOptions): KillableChild {
  const child = spawn(process.execPath, [program, JSON.stringify(options)], { stdio: ['ignore', 'pipe', 'pipe'] });
  let errors = '';
  let output = '';
  let readyMs: number | undefined;
  const began = performance.now();
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const ready = new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (!output.includes('ready')) return;
      readyMs ??= performance.now() - began;
      resolve();
    });
    child.once('exit', () => reject(new Error(`the process ended: ${errors}`)));
  });
  ready.catch(() => {});
  const ended = once(child, 'close').then(([code, signal]) => {
    if (signal !== 'SIGKILL' && code !== 0) throw new Error(`the process failed: ${errors}`);
    return output.includes('done');
  });
  ended.catch(() => {});
  return { process: child, ready, readyMs: () => readyMs, ended };
}
