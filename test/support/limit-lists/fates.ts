import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { csv, LIMIT_LISTS, type LimitList, type ListKind, MANY, xlsx } from './lists.js';

const fate = z.object({ name: z.string(), lines: z.int().or(z.literal('refused')), megabytes: z.number() });
/** What became of a list, and by how many MB its process grew at most meanwhile. */
export type Fate = z.infer<typeof fate>;

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url));

/** What becomes of lists of one kind in a process of their own, which starts as the bot does. */
export async function fatesOf(kind: ListKind, formats: readonly ('csv' | 'xlsx')[]): Promise<readonly Fate[]> {
  const folder = mkdtempSync(join(tmpdir(), 'mudhif-lists-'));
  try {
    const list: LimitList = LIMIT_LISTS[kind];
    for (const format of formats)
      for (const [name, count] of [['few', 100] as const, ['most', list.most] as const, ['many', MANY] as const])
        writeFileSync(join(folder, `${name}.${format}`), { csv, xlsx }[format](list, count));
    const child = fork(CHILD, [kind, folder], { execArgv: ['--import', 'tsx'] });
    let said: unknown;
    child.on('message', (message) => {
      said = message;
    });
    await once(child, 'exit');
    return z.array(fate).parse(said);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
