/** Stores, keeps, gives up and sweeps files without end, for a test that kills it: `upload-child.ts DATABASE_URL FOLDER`. */
import { createFolderBlobs } from '../../src/blobs/folder.js';
import { offlineContexts, openStore } from '../../src/cli/open-store.js';
import { readEnvironment } from '../../src/config/environment.js';
import { after, HOUR, systemClock } from '../../src/core/time.js';
import { keepBlob, releaseBlobs, storeBlob, sweepBlobs } from '../../src/feature-api/index.js';

const [url = '', folder = ''] = process.argv.slice(2);
const environment = readEnvironment({ DATABASE_URL: url, DATA_DIR: folder, LOG_LEVEL: 'silent' });
const { store } = await openStore(environment);
// Two hours ahead, so that whatever nothing uses is swept at once.
const clock = { now: () => after(systemClock.now(), 2 * HOUR) };
const contexts = offlineContexts(store, environment, clock, createFolderBlobs(folder));

/** Few contents, so that one is often given up while somebody else sends it. */
const contents = Array.from({ length: 6 }, (_, index) => new Uint8Array(50_000 + index).fill(index));

async function upload(lane: number): Promise<void> {
  for (let count = 0; ; count += 1) {
    const blob = await storeBlob(contexts.autocommit, [contents[(count * 7 + lane) % contents.length] ?? new Uint8Array()], 100_000);
    const key = `test:${lane}:${count % 4}`;
    // A sweep may have been faster: then nothing is kept.
    await contexts.transaction((context) => keepBlob(context, blob, { key, member: null })).catch(() => undefined);
    if (count % 3 === 0) await contexts.transaction((context) => releaseBlobs(context, [key]));
  }
}

async function sweep(): Promise<void> {
  for (;;) {
    await sweepBlobs(contexts.autocommit);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

process.stdout.write('ready\n');
await Promise.all([upload(0), upload(1), sweep()]);
