import { readFileSync, writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Clears the memory of what nothing holds. */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
}

/** From now on the kernel notes how large this process is at most; only Linux does. */
function forgetPeak(): void {
  if (process.platform === 'linux') writeFileSync('/proc/self/clear_refs', '5');
}

/** The largest size since then, however short it was; 0 where nobody noted it. */
function peak(): number {
  if (process.platform !== 'linux') return 0;
  return Number(/^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) * 1024;
}

/** Runs work, and returns by how many MB this process grew at most meanwhile. */
export async function growthOf<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly megabytes: number }> {
  collectGarbage();
  forgetPeak();
  const before = process.memoryUsage.rss();
  let most = before;
  const look = () => {
    most = Math.max(most, process.memoryUsage.rss());
  };
  const timer = setInterval(look, 5);
  try {
    const result = await work();
    look();
    return { result, megabytes: (Math.max(most, peak()) - before) / 1024 / 1024 };
  } finally {
    clearInterval(timer);
  }
}
