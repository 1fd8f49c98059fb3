import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createFolderBlobs } from '../../../src/blobs/folder.js';
import { describeBlobs } from './describe-blobs.js';

const inFolder = () => mkdtempSync(join(tmpdir(), 'mudhif-blobs-'));

describeBlobs('in a folder', async () => {
  const folder = inFolder();
  return { blobs: createFolderBlobs(join(folder, 'blobs')), close: async () => rmSync(folder, { recursive: true, force: true }) };
});

it('keeps files that only this account can read, and clears away what was left unfinished a day ago', async () => {
  const folder = inFolder();
  try {
    const blobs = createFolderBlobs(folder);
    const { hash } = await blobs.put(
      (async function* () {
        yield new Uint8Array(4);
      })(),
      10,
    );
    expect(statSync(join(folder, hash.slice(0, 2))).mode & 0o077).toBe(0);
    expect(statSync(join(folder, hash.slice(0, 2), hash)).mode & 0o077).toBe(0);
    const unfinished = join(folder, 'unfinished');
    mkdirSync(unfinished, { recursive: true });
    for (const name of ['old', 'new']) writeFileSync(join(unfinished, name), 'x');
    const longAgo = new Date(statSync(join(unfinished, 'old')).mtimeMs - 25 * 3_600_000);
    utimesSync(join(unfinished, 'old'), longAgo, longAgo);
    const found: string[] = [];
    for await (const each of blobs.list()) found.push(each.hash);
    expect(found).toEqual([hash]);
    expect(readdirSync(unfinished)).toEqual(['new']);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
