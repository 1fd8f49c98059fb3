import { readFileSync } from 'node:fs';

/** What a file of /proc says; empty where there is none, as outside Linux or once a process has ended. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Runs work, and returns how many MB the largest process took that this one started meanwhile. */
export async function watchChildren<T>(
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly megabytes: number; readonly seconds: number }> {
  const began = performance.now();
  let most = 0;
  const timer = setInterval(() => {
    for (const child of read(`/proc/${process.pid}/task/${process.pid}/children`).split(' ')) {
      const [, kilobytes = '0'] = /^VmHWM:\s+(\d+)/m.exec(read(`/proc/${child}/status`)) ?? [];
      most = Math.max(most, Number(kilobytes) / 1024);
    }
  }, 5);
  try {
    const result = await work();
    return { result, megabytes: most, seconds: (performance.now() - began) / 1000 };
  } finally {
    clearInterval(timer);
  }
}
