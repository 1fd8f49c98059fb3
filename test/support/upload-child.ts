/**
 * Stores, keeps, gives up and sweeps files without end, for a test that kills it: `upload-child.ts VARIABLES`, which are JSON. It begins
 * when something is written to it.
 */
import { once } from 'node:events';
import { z } from 'zod';
import { createBlobs } from '../../src/cli/blobs.js';
import { offlineContexts, openStore } from '../../src/cli/open-store.js';
import { readEnvironment } from '../../src/config/environment.js';
import { after, HOUR, systemClock } from '../../src/core/time.js';
import { keepBlob, releaseBlobs, storeBlob, sweepBlobs } from '../../src/feature-api/index.js';

const environment = readEnvironment(z.record(z.string(), z.string()).parse(JSON.parse(process.argv[2] ?? '{}')));
const { store } = await openStore(environment);
// Two hours ahead, so that whatever nothing uses is swept at once.
const clock = { now: () => after(systemClock.now(), 2 * HOUR) };
const contexts = offlineContexts(store, environment, clock, createBlobs(environment));

/** Few contents, so that one is often given up while somebody else sends it. */
const contents = Array.from({ length: 6 }, (_, index) => new Uint8Array(50_000 + index).fill(index));

/** The bucket of the test answers 500 about what somebody else removes meanwhile; the bot tries again then. */
function stumbled(error: unknown): undefined {
  if (!/S3 returned 500/.test(String(error))) throw error;
}

async function upload(lane: number): Promise<void> {
  for (let count = 0; ; count += 1) {
    // By then whatever is loaded late is there, and something has been kept.
    if (lane === 0 && count === 3) process.stdout.write('ready\n');
    const bytes = contents[(count * 7 + lane) % contents.length] ?? new Uint8Array();
    const blob = await storeBlob(contexts.autocommit, [bytes], 100_000).catch(stumbled);
    if (!blob) continue;
    const key = `test:${lane}:${count % 4}`;
    // A sweep may have been faster: then nothing is kept.
    await contexts.transaction((context) => keepBlob(context, blob, { key, member: null })).catch(() => undefined);
    if (count % 3 === 0) await contexts.transaction((context) => releaseBlobs(context, [key]));
  }
}

async function sweep(): Promise<void> {
  for (;;) {
    await sweepBlobs(contexts.autocommit).catch(stumbled);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

await once(process.stdin, 'data');
process.stdin.destroy();
await Promise.all([upload(0), upload(1), sweep()]);
