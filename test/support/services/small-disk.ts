import { execFile } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const NOBODY = 65_534;

export interface SmallDisk {
  readonly folder: string;
  /** Makes room. */
  grow(megabytes: number): Promise<void>;
  end(): Promise<void>;
}

/** A folder on a disk of its own that holds no more than so many megabytes, for a PostgreSQL of ours; undefined where nothing may be mounted. */
export async function mountSmallDisk(megabytes: number): Promise<SmallDisk | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'mudhif-disk-'));
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]);
  } catch {
    rmSync(folder, { recursive: true, force: true });
    return undefined;
  }
  chownSync(folder, NOBODY, NOBODY);
  return {
    folder,
    grow: async (size) => void (await run('mount', ['-o', `remount,size=${size}m`, folder])),
    async end() {
      await run('umount', [folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
