import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backUp } from '../../src/cli/backup.js';
import { createBlobs } from '../../src/cli/blobs.js';
import { checkBlobs } from '../../src/cli/doctor/blobs.js';
import { moveCommunity } from '../../src/cli/move.js';
import { openStore } from '../../src/cli/open-store.js';
import { restore } from '../../src/cli/restore.js';
import { type Environment, readEnvironment } from '../../src/config/environment.js';
import { systemClock } from '../../src/core/time.js';
import { speaker } from '../../src/language/index.js';
import { hashesIn, openFolder } from '../support/files.js';
import { startS3 } from '../support/s3.js';
import { hasService, services } from '../support/services/index.js';

const lines: string[] = [];
const output = { language: 'en', say: speaker('en'), line: (text: string) => void lines.push(text), error: () => {} } as const;

/** A file of one byte and one that a bucket takes in parts. */
const SIZES = [1, 9 * 1024 * 1024];

describe.skipIf(!hasService('postgres'))('files of a community', () => {
  let place: ReturnType<typeof openFolder>;
  let bucket: Awaited<ReturnType<typeof startS3>>;
  beforeEach(async () => {
    place = openFolder();
    bucket = await startS3();
    lines.length = 0;
  });
  afterEach(async () => {
    await bucket.close();
    place.close();
  });
  const small = (name: string, variables: Readonly<Record<string, string>> = {}) =>
    readEnvironment({
      DATABASE_URL: `sqlite:${join(place.folder, `${name}.db`)}`,
      DATA_DIR: join(place.folder, name),
      LOG_LEVEL: 'silent',
      ...variables,
    });
  const large = async (name: string, variables: Readonly<Record<string, string>> = bucket.variables) =>
    small(name, { ...variables, DATABASE_URL: await services.postgres() });

  /** Gives the community its files, and returns their names. */
  async function fill(environment: Environment): Promise<readonly string[]> {
    const blobs = createBlobs(environment);
    const { store } = await openStore(environment);
    const hashes: string[] = [];
    for (const [index, size] of SIZES.entries()) {
      const bytes = new Uint8Array(size).map((_, at) => at % 251);
      const blob = await blobs.put(
        (async function* () {
          yield bytes;
        })(),
        size,
      );
      await store.transaction(({ blobUses }) => blobUses.use(blob, { key: `x:${index}`, member: null }, systemClock.now()));
      hashes.push(blob.hash);
    }
    await store.close();
    return hashes.sort();
  }
  const isWhole = async (environment: Environment, hashes: readonly string[]) => {
    expect(await hashesIn(createBlobs(environment))).toEqual(hashes);
    expect((await checkBlobs(environment, true)).map(({ state }) => state)).toEqual(['ok']);
  };

  it('go with a backup from a folder to a bucket and back, and from one database to the other', async () => {
    const from = small('from');
    const hashes = await fill(from);
    const [there, back] = [join(place.folder, 'there.backup'), join(place.folder, 'back.backup')];
    expect(await backUp(from, output, there)).toBe(0);
    const to = await large('to');
    expect(await restore(to, output, there)).toBe(0);
    await isWhole(to, hashes);
    expect(await backUp(to, output, back)).toBe(0);
    const again = small('again');
    expect(await restore(again, output, back)).toBe(0);
    await isWhole(again, hashes);
    await isWhole(from, hashes);
  });

  it('stay where they are when the database moves, in a folder and in a bucket', async () => {
    for (const variables of [{}, bucket.variables]) {
      const name = `moved-${Object.keys(variables).length}`;
      const from = small(name, variables);
      const hashes = await fill(from);
      const to = await large(name, variables);
      expect(await moveCommunity(from, output, { from: from.DATABASE_URL, to: to.DATABASE_URL })).toBe(0);
      expect(lines.join('\n')).toContain(createBlobs(to).location);
      await isWhole(to, hashes);
      const back = small(`${name}-back`, { ...variables, DATA_DIR: from.DATA_DIR });
      expect(await moveCommunity(to, output, { from: to.DATABASE_URL, to: back.DATABASE_URL })).toBe(0);
      await isWhole(back, hashes);
    }
  });
});
