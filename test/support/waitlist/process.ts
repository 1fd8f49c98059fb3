import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { ChildOptions, Press, Shown } from './options.js';

export type Life = ReturnType<typeof startLife>;

/** Starts the bundled `child.ts`; `onShown` hears what people are shown. */
export function startLife(program: string, options: ChildOptions, onShown: (shown: Shown) => void) {
  const child = spawn(process.execPath, [program, JSON.stringify(options)], { stdio: ['pipe', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  // What is written to a process that was killed is lost.
  child.stdin.on('error', () => {});
  let isReady = false;
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line === 'ready') isReady = true;
    else onShown(JSON.parse(line) as Shown);
  });
  const ended = once(child, 'close').then(([code, signal]) => {
    if (signal !== 'SIGKILL') throw new Error(`the process ended with ${String(code)}: ${errors}`);
  });
  ended.catch(() => {});
  return {
    ended,
    isReady: () => isReady,
    press: (press: Press) => void child.stdin.write(`${JSON.stringify(press)}\n`),
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
