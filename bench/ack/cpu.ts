import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds of CPU that a process has spent so far, on its main thread and on all that still run; 0 where Linux does not tell. */
export function cpuOf(pid: number): { readonly main: number; readonly all: number } {
  const spent = (thread: number | string): number => {
    try {
      return Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
    } catch {
      // Another system, or a thread that has just ended.
      return 0;
    }
  };
  try {
    return { main: spent(pid), all: readdirSync(`/proc/${pid}/task`).reduce((sum, thread) => sum + spent(thread), 0) };
  } catch {
    return { main: 0, all: 0 };
  }
}
