import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFolderBlobs } from '../../src/blobs/folder.js';
import { offlineContexts, openStore } from '../../src/cli/open-store.js';
import { readEnvironment } from '../../src/config/environment.js';
import { after, HOUR, systemClock } from '../../src/core/time.js';
import { sweepBlobs } from '../../src/feature-api/index.js';
import { seededRandom } from '../../src/kit/random.js';
import { bundle } from '../support/bundle.js';
import { hashesIn, openFolder } from '../support/files.js';
import { hasService, services } from '../support/services/index.js';
import { inForm, tell } from './form.js';

const KILLS = inForm(50, 500);

const databases = [
  { name: 'SQLite', url: async (folder: string) => `sqlite:${join(folder, 'killed.db')}` },
  ...(hasService('postgres') ? [{ name: 'PostgreSQL', url: () => services.postgres() }] : []),
];

describe.each(databases)('uploads that are killed, on $name', ({ name, url: addressIn }) => {
  let program: Awaited<ReturnType<typeof bundle>>;
  const place = openFolder();
  beforeAll(async () => {
    program = await bundle(join(import.meta.dirname, '../support/upload-child.ts'));
  });
  afterAll(() => {
    rmSync(program.folder, { recursive: true, force: true });
    place.close();
  });

  test(`leave no row without its bytes, and no bytes that a sweep does not find, ${KILLS} times`, async () => {
    const folder = join(place.folder, 'blobs');
    const url = await addressIn(place.folder);
    const environment = readEnvironment({ DATABASE_URL: url, DATA_DIR: folder, LOG_LEVEL: 'silent' });
    const blobs = createFolderBlobs(folder);
    const random = seededRandom(5);
    let kept = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      await killedAfter(program.file, [url, folder], random(120));
      const { store } = await openStore(environment);
      for (const { hash, size } of await store.autocommit.blobUses.known()) {
        const stored: number[] = [];
        for await (const chunk of blobs.open(hash)) stored.push(chunk.byteLength);
        expect(stored.reduce((sum, length) => sum + length, 0)).toBe(size);
        kept += 1;
      }
      await store.close();
    }
    const { store } = await openStore(environment);
    const clock = { now: () => after(systemClock.now(), 2 * HOUR) };
    await sweepBlobs(offlineContexts(store, environment, clock, blobs).autocommit);
    expect(await hashesIn(blobs)).toEqual((await store.autocommit.blobUses.known()).map(({ hash }) => hash));
    await store.close();
    expect(kept).toBeGreaterThan(0);
    tell(`uploads on ${name}: ${KILLS} kills, ${kept} rows looked at, none without its bytes, no orphan after a sweep`);
  });
});

/** Runs the program until it works, and so many milliseconds longer. */
async function killedAfter(file: string, args: readonly string[], ms: number): Promise<void> {
  const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => resolve(code));
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve());
    child.once('exit', (code) => reject(new Error(`it ended with ${code}`)));
  });
  await setTimeout(ms);
  child.kill('SIGKILL');
  await ended;
}
