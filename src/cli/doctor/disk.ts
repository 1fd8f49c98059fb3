import { accessSync, constants, existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { phrase } from '../../language/index.js';
import { type Finding, findingsOf } from './finding.js';

const { ok, warning, wrong } = findingsOf('disk');

const MIB = 1024 * 1024;
const TIGHT = 1024 * MIB;
const FULL = 100 * MIB;

/** Free bytes on the disk of `folder`. */
export type FreeSpace = (folder: string) => Promise<number>;

export const freeSpace: FreeSpace = async (folder) => {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
};

/** Checks free space and write permission of the bot's folder, or of its nearest existing parent. */
export async function checkDisk(dataDir: string, free: FreeSpace): Promise<readonly Finding[]> {
  const folder = existing(resolve(dataDir));
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    return [wrong(phrase('doctor.disk.unwritable', { folder }), phrase('doctor.disk.unwritable-mend'))];
  }
  const left = await free(folder);
  const words = { folder, megabytes: Math.floor(left / MIB) };
  if (left < FULL) return [wrong(phrase('doctor.disk.left', words), phrase('doctor.disk.left-mend'))];
  if (left < TIGHT) return [warning(phrase('doctor.disk.left', words), phrase('doctor.disk.left-mend'))];
  return [ok(phrase('doctor.disk.left', words))];
}

function existing(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : existing(dirname(folder));
}
