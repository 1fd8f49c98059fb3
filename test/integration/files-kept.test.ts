import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backUp } from '../../src/cli/backup.js';
import { checkBlobs } from '../../src/cli/doctor/blobs.js';
import { openStore } from '../../src/cli/open-store.js';
import { restore } from '../../src/cli/restore.js';
import { readEnvironment } from '../../src/config/environment.js';
import { after, DAY, HOUR, systemClock } from '../../src/core/time.js';
import { type Contexts, keepBlob, releaseBlobs, storeBlob, sweepBlobs } from '../../src/feature-api/index.js';
import { speaker } from '../../src/language/index.js';
import type { BlobStore, StoredBlob } from '../../src/ports/blobs.js';
import { createTestClock } from '../support/clock.js';
import { hashesIn, openFolder } from '../support/files.js';
import { startS3 } from '../support/s3.js';
import { engines, type TestStore } from '../support/store.js';

const bytes = (text: string) => [new TextEncoder().encode(text)];
const use = (key: string) => ({ key, member: null });

interface Place {
  readonly blobs: BlobStore;
  readonly close: () => void | Promise<void>;
}
const places: readonly { readonly kind: string; readonly start: () => Promise<Place> }[] = [
  { kind: 'a folder', start: async () => openFolder() },
  { kind: 'a bucket', start: startS3 },
];
const setups = engines().flatMap((engine) => places.map((place) => ({ ...engine, ...place })));

describe.each(setups)('files on $name and in $kind', ({ open, start }) => {
  let place: Place;
  let store: TestStore;
  let contexts: Contexts;
  const clock = createTestClock();
  beforeEach(async () => {
    place = await start();
    store = await open();
    // Bytes carry the time of this machine.
    clock.set(systemClock.now());
    contexts = store.contexts({ blobs: place.blobs, clock });
  });
  afterEach(async () => {
    await store.close();
    await place.close();
  });
  const kept = async (text: string, key: string): Promise<StoredBlob> => {
    const blob = await storeBlob(contexts.autocommit, bytes(text), 100);
    await contexts.transaction((context) => keepBlob(context, blob, use(key)));
    return blob;
  };
  const sweepsPlanned = async () => (await contexts.autocommit.agenda.list({ kindPrefix: 'sweep', limit: 9 })).length;

  it('stay while a row names them, and go an hour after the last', async () => {
    const blob = await kept('a guide', 'x:1');
    expect(await sweepsPlanned()).toBe(1);
    clock.set(after(clock.now(), DAY));
    await sweepBlobs(contexts.autocommit);
    expect(await hashesIn(place.blobs)).toEqual([blob.hash]);
    await contexts.transaction((context) => releaseBlobs(context, ['x:1']));
    expect(await sweepsPlanned()).toBe(2);
    await sweepBlobs(contexts.autocommit);
    expect(await hashesIn(place.blobs)).toEqual([blob.hash]);
    clock.set(after(clock.now(), HOUR));
    await sweepBlobs(contexts.autocommit);
    expect(await hashesIn(place.blobs)).toEqual([]);
    expect(await contexts.autocommit.blobUses.known()).toEqual([]);
  });

  it('that no row was made for go, and a row is never made for those that went', async () => {
    const blob = await storeBlob(contexts.autocommit, bytes('a lost upload'), 100);
    clock.set(after(clock.now(), DAY));
    await sweepBlobs(contexts.autocommit);
    expect(await hashesIn(place.blobs)).toEqual([]);
    await expect(contexts.transaction((context) => keepBlob(context, blob, use('x:1')))).rejects.toMatchObject({ isMomentary: true });
    expect(await contexts.autocommit.blobUses.known()).toEqual([]);
  });

  it('are never missing for a row, whatever a sweep, an upload and a removal do at once', async () => {
    const old = await kept('the same bytes', 'x:0');
    await contexts.transaction((context) => releaseBlobs(context, ['x:0']));
    clock.set(after(clock.now(), DAY));
    const upload = async (index: number) => {
      const blob = await storeBlob(contexts.autocommit, bytes('the same bytes'), 100);
      await contexts.transaction((context) => keepBlob(context, blob, use(`x:${index}`))).catch(() => undefined);
      if (index % 2 === 0) await contexts.transaction((context) => releaseBlobs(context, [`x:${index}`]));
    };
    // The bucket of the test stumbles over what somebody else removes; then nothing is kept, or the next sweep goes on.
    const acts = Array.from({ length: 12 }, (_, index) => (index % 3 === 2 ? sweepBlobs(contexts.autocommit) : upload(index + 1)));
    for (const { status, reason } of (await Promise.allSettled(acts)).map((each) => ({ reason: undefined, ...each })))
      if (status === 'rejected') expect(String(reason)).toMatch(/S3 returned 500/);
    const known = (await contexts.autocommit.blobUses.known()).map(({ hash }) => hash);
    for (const hash of known) expect(await place.blobs.has(hash)).toBe(true);
    expect(old.size).toBe(14);
  });

  it('are not removed if the process ends between their row and their bytes, but by the next sweep', async () => {
    const blob = await kept('a guide', 'x:1');
    await contexts.transaction((context) => releaseBlobs(context, ['x:1']));
    clock.set(after(clock.now(), DAY));
    const ending: BlobStore = { ...place.blobs, remove: async () => Promise.reject(new Error('the process ends')) };
    await expect(sweepBlobs(store.contexts({ blobs: ending, clock }).autocommit)).rejects.toThrow('the process ends');
    expect(await contexts.autocommit.blobUses.known()).toEqual([]);
    expect(await hashesIn(place.blobs)).toEqual([blob.hash]);
    await sweepBlobs(contexts.autocommit);
    expect(await hashesIn(place.blobs)).toEqual([]);
  });
});

describe('files of a community', () => {
  let place: ReturnType<typeof openFolder>;
  beforeEach(() => {
    place = openFolder();
  });
  afterEach(() => place.close());
  const environmentOf = (name: string) =>
    readEnvironment({
      DATABASE_URL: `sqlite:${join(place.folder, `${name}.db`)}`,
      DATA_DIR: join(place.folder, name),
      LOG_LEVEL: 'silent',
    });
  const lines: string[] = [];
  const output = { language: 'en', say: speaker('en'), line: (text: string) => void lines.push(text), error: () => {} } as const;

  it('come with a backup, are back after its restoring, and doctor compares them', async () => {
    const from = environmentOf('from');
    const { createBlobs } = await import('../../src/cli/blobs.js');
    const blobs = createBlobs(from);
    const opened = await openStore(from);
    const stored: StoredBlob[] = [];
    for (const text of ['one guide', 'another guide', 'thrown away']) {
      const blob = await blobs.put(
        (async function* () {
          yield new TextEncoder().encode(text);
        })(),
        100,
      );
      await opened.store.transaction(({ blobUses }) => blobUses.use(blob, use(`x:${stored.length}`), systemClock.now()));
      stored.push(blob);
    }
    await opened.store.transaction(({ blobUses }) => blobUses.release(['x:2'], systemClock.now()));
    await opened.store.close();
    const states = async (environment = from, thorough = true) => (await checkBlobs(environment, thorough)).map(({ state }) => state);
    expect(await states()).toEqual(['ok']);

    const file = join(place.folder, 'all.backup');
    expect(await backUp(from, output, file)).toBe(0);
    expect(lines.join('\n')).toContain('2 files of members and organisers are in it too');
    const to = environmentOf('to');
    expect(await restore(to, output, file)).toBe(0);
    expect(await hashesIn(createBlobs(to))).toEqual([stored[0]?.hash ?? '', stored[1]?.hash ?? ''].sort());
    expect((await checkBlobs(to, false)).map(({ message }) => message.key)).toEqual(['doctor.blobs.ok']);

    const [first, second] = stored.map(({ hash }) => join(place.folder, 'from', 'blobs', hash.slice(0, 2), hash));
    writeFileSync(first ?? '', 'changed');
    rmSync(second ?? '');
    expect(await states()).toEqual(['wrong']);
    lines.length = 0;
    expect(await backUp(from, output, `${file}.2`)).toBe(1);
    expect(lines.join('\n')).toContain('2 files are missing');
    const rest = environmentOf('rest');
    expect(await restore(rest, output, `${file}.2`)).toBe(0);
    expect(await states(rest)).toEqual(['wrong']);
  });
});
