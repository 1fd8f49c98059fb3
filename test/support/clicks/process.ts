import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { ChildOptions } from './options.js';

export interface LogEntry {
  readonly level: number;
  readonly msg?: string;
  readonly [field: string]: unknown;
}

export interface Life {
  readonly process: ChildProcess;
  readonly isReady: () => boolean;
  /** Milliseconds from its start until it was ready. */
  readonly readyMs: () => number | undefined;
  /** Resolves once it has ended; throws if that was not by a signal. */
  readonly ended: Promise<void>;
}

const ERROR = 50;

/** Starts the bundled `child.ts`; `onError` gets what it logs as an error. */
export function startLife(program: string, options: ChildOptions, onError: (entry: LogEntry) => void): Life {
  const child = spawn(process.execPath, [program, JSON.stringify(options)], { stdio: ['ignore', 'pipe', 'pipe'] });
  const began = performance.now();
  let readyMs: number | undefined;
  let errors = '';
  let rest = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  child.stdout.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line === 'ready') readyMs ??= performance.now() - began;
      if (!line.startsWith('{')) continue;
      const entry = JSON.parse(line) as LogEntry;
      if (entry.level >= ERROR) onError(entry);
    }
  });
  const ended = once(child, 'close').then(([code, signal]) => {
    if (signal !== 'SIGKILL') throw new Error(`the process ended with ${String(code)}: ${errors}`);
  });
  ended.catch(() => {});
  return { process: child, isReady: () => readyMs !== undefined, readyMs: () => readyMs, ended };
}
