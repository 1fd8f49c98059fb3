import { createHmac, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, type Instant, toInstant } from '../core/time.js';
import type { ErasureList } from '../ports/erasures.js';
import type { Identity } from '../ports/identity.js';

/** The list of erasures with what `restore` asks. */
export interface StoredErasures extends ErasureList {
  /** Whether an account was erased at `since` or later. `undefined` if there is no list. */
  since(since: Instant): Promise<((account: Identity) => boolean) | undefined>;
}

/**
 * Keeps the list in a folder: `key` has 32 random bytes, and each line of `list` a moment and the HMAC-SHA256 of an account by this key.
 * Someone who has only the list can’t find out whom it names.
 *
 * @returns A list whose functions reject with what the disk throws.
 */
export function createErasureList(folder: string, clock: Clock): StoredErasures {
  const [keyFile, listFile] = [join(folder, 'key'), join(folder, 'list')];
  const readKey = async (): Promise<Buffer> => Buffer.from((await readFile(keyFile, 'utf8')).trim(), 'base64url');
  const ensureKey = async (): Promise<Buffer> => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // Only the first of two processes creates the file.
    await writeFile(keyFile, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' }).catch((error: unknown) => {
      if (!existsSync(keyFile)) throw error;
    });
    return readKey();
  };

  return {
    async note(accounts) {
      if (accounts.length === 0) return;
      const key = await ensureKey();
      const lines = accounts.map((account) => `${clock.now()} ${markOf(account, key)}\n`);
      const list = await open(listFile, 'a', 0o600);
      try {
        await list.write(lines.join(''));
        await list.sync();
      } finally {
        await list.close();
      }
    },
    async since(since) {
      if (!existsSync(keyFile) || !existsSync(listFile)) return undefined;
      const key = await readKey();
      const lines = (await readFile(listFile, 'utf8')).split('\n').map((line) => line.split(' '));
      const marks = new Set(lines.flatMap(([at, mark]) => (mark !== undefined && toInstant(Number(at)) >= since ? [mark] : [])));
      return (account) => marks.has(markOf(account, key));
    },
  };
}

function markOf({ platform, space, user }: Identity, key: Buffer): string {
  return createHmac('sha256', key)
    .update(JSON.stringify([platform, space, user]))
    .digest('hex');
}
