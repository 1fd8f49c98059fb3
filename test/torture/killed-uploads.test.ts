import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createBlobs } from '../../src/cli/blobs.js';
import { offlineContexts, openStore } from '../../src/cli/open-store.js';
import { readEnvironment } from '../../src/config/environment.js';
import { after, HOUR, systemClock } from '../../src/core/time.js';
import { sweepBlobs } from '../../src/feature-api/index.js';
import { seededRandom } from '../../src/kit/random.js';
import { bundle } from '../support/bundle.js';
import { hashesIn, openFolder } from '../support/files.js';
import { startS3 } from '../support/s3.js';
import { hasService, services } from '../support/services/index.js';
import { wholeRequests } from '../support/whole-requests.js';
import { inForm, tell } from './form.js';

const KILLS = inForm(100, 1000);
/** So often it says how far it has come, since a run that is cut off has shown something, too. */
const TOLD_EVERY = 100;

interface Setup {
  readonly name: string;
  readonly url: (folder: string) => Promise<string>;
  readonly hasBucket: boolean;
}

const setups: readonly Setup[] = [
  { name: 'SQLite and a folder', url: async (folder) => `sqlite:${join(folder, 'killed.db')}`, hasBucket: false },
  ...(hasService('postgres') ? [{ name: 'PostgreSQL and a bucket', url: () => services.postgres(), hasBucket: true }] : []),
];

describe.each(setups)('uploads that are killed, on $name', ({ name, url: addressIn, hasBucket }) => {
  let program: Awaited<ReturnType<typeof bundle>>;
  let bucket: Awaited<ReturnType<typeof startS3>> | undefined;
  let front: Awaited<ReturnType<typeof wholeRequests>> | undefined;
  const place = openFolder();
  beforeAll(async () => {
    program = await bundle(join(import.meta.dirname, '../support/upload-child.ts'));
    if (hasBucket) bucket = await startS3();
    if (bucket) front = await wholeRequests(Number(new URL(bucket.variables['S3_ENDPOINT'] ?? '').port));
  });
  afterAll(async () => {
    rmSync(program.folder, { recursive: true, force: true });
    front?.close();
    await bucket?.close();
    place.close();
  });

  test(`leave no row without its bytes, and no bytes that a sweep does not find, ${KILLS} times`, { timeout: HOUR }, async () => {
    const url = await addressIn(place.folder);
    const variables = {
      DATABASE_URL: url,
      DATA_DIR: place.folder,
      LOG_LEVEL: 'silent',
      ...bucket?.variables,
      ...(front && { S3_ENDPOINT: `http://127.0.0.1:${front.port}` }),
    };
    const environment = readEnvironment(variables);
    const blobs = createBlobs(environment);
    const random = seededRandom(5);
    let kept = 0;
    // The next one is loaded while what the last one left is looked at.
    const load = () => loaded(program.file, [JSON.stringify(variables)]);
    let next = load();
    for (let kill = 0; kill < KILLS; kill += 1) {
      await killedAfter(next, random(120));
      next = load();
      const { store } = await openStore(environment);
      for (const { hash, size } of await store.autocommit.blobUses.known()) {
        const stored: number[] = [];
        for await (const chunk of blobs.open(hash)) stored.push(chunk.byteLength);
        expect(stored.reduce((sum, length) => sum + length, 0)).toBe(size);
        kept += 1;
      }
      await store.close();
      if ((kill + 1) % TOLD_EVERY === 0)
        tell(`uploads on ${name}: ${kill + 1} kills so far, ${kept} rows looked at, none without its bytes`);
    }
    next.kill('SIGKILL');
    const { store } = await openStore(environment);
    const clock = { now: () => after(systemClock.now(), 2 * HOUR) };
    await sweepBlobs(offlineContexts(store, environment, clock, blobs).autocommit);
    expect(await hashesIn(blobs)).toEqual((await store.autocommit.blobUses.known()).map(({ hash }) => hash));
    await store.close();
    expect(kept).toBeGreaterThan(0);
    tell(`uploads on ${name}: ${KILLS} kills, ${kept} rows looked at, none without its bytes, no orphan after a sweep`);
  });
});

/** The program, which opens the store and waits until it is told to begin. */
function loaded(file: string, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [file, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
}

/** Lets the program run until it works, and so many milliseconds longer. */
async function killedAfter(child: ChildProcess, ms: number): Promise<void> {
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => resolve(code));
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout?.once('data', () => resolve());
    child.once('exit', (code) => reject(new Error(`it ended with ${code}`)));
    child.stdin?.write('begin\n');
  });
  await setTimeout(ms);
  child.kill('SIGKILL');
  await ended;
}
