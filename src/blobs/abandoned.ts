import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { after, systemClock } from '../core/time.js';

/** After this time an unfinished file was left behind by a process that ended, in milliseconds. */
const ABANDONED_MS = 24 * 3_600_000;

/** Removes what was begun in a folder a day ago and never got its name. */
export async function removeAbandoned(folder: string, prefix = ''): Promise<void> {
  for (const name of await entries(folder)) {
    if (!name.startsWith(prefix)) continue;
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found && found.mtimeMs < after(systemClock.now(), -ABANDONED_MS)) await rm(path, { recursive: true, force: true });
  }
}

/**
 * Names in a folder; none where there is no such folder.
 *
 * @throws What the disk throws otherwise, as for a folder that may not be read.
 */
export async function entries(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return [];
    throw error;
  }
}
