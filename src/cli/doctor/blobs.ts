import { createHash } from 'node:crypto';
import type { Environment } from '../../config/environment.js';
import { after, HOUR, systemClock } from '../../core/time.js';
import { features } from '../../features/index.js';
import { safeError } from '../../kit/safe-error.js';
import { phrase } from '../../language/index.js';
import { BlobMissingError, type BlobStore, type StoredBlob } from '../../ports/blobs.js';
import { createSettingsCodec } from '../../settings/codec.js';
import { createStore, ensureCommunity } from '../../store/store.js';
import { createBlobs } from '../blobs.js';
import { openDatabase } from '../database.js';
import { environmentSettings } from '../open-store.js';
import { type Finding, findingsOf } from './finding.js';

const { ok, warning, wrong } = findingsOf('blobs');

/** What nothing names is left for an hour, since somebody may be sending it just now. */
const KEPT_MS = 2 * HOUR;
/** How many are named. */
const NAMED = 5;

/**
 * How much room members' files take. `isThorough`: each is read and compared, and files that nothing names are counted. Finds nothing
 * where there are none and no bucket is set.
 */
export async function checkBlobs(environment: Environment, isThorough: boolean): Promise<readonly Finding[]> {
  const blobs = createBlobs(environment);
  const { known, total } = await rowsOf(environment);
  if (total.count === 0 && environment.S3_ENDPOINT === undefined && !isThorough) return [];
  const words = { count: total.count, bytes: total.bytes, place: blobs.location };
  try {
    if (!isThorough) {
      // One look at the place: whether it answers at all.
      await blobs.has(known[0]?.hash ?? '0'.repeat(64));
      return [ok(phrase('doctor.blobs.ok', words))];
    }
    const bad = await damaged(blobs, known);
    const orphans = await countOrphans(blobs, known);
    return [
      bad.length === 0
        ? ok(phrase('doctor.blobs.compared', words))
        : wrong(
            phrase('doctor.blobs.damaged', { count: bad.length, hashes: bad.slice(0, NAMED).join(' ') }),
            phrase('doctor.blobs.damaged-mend'),
          ),
      ...(orphans === 0 ? [] : [warning(phrase('doctor.blobs.orphans', { count: orphans }), phrase('doctor.blobs.orphans-mend'))]),
    ];
  } catch (error) {
    const { code, type } = safeError(error);
    return [
      wrong(
        phrase('doctor.blobs.unreachable', { place: blobs.location, reason: String(code ?? type) }),
        phrase('doctor.blobs.unreachable-mend'),
      ),
    ];
  }
}

async function rowsOf(environment: Environment) {
  const database = openDatabase(environment.DATABASE_URL);
  try {
    const communityId = await ensureCommunity(database, environmentSettings(environment));
    const { blobUses } = createStore({ database, communityId, settings: createSettingsCodec(features.sections) }).autocommit;
    return { known: await blobUses.known(), total: await blobUses.total() };
  } finally {
    await database.close();
  }
}

/** Those whose bytes are missing or differ from what their name says. */
async function damaged(blobs: BlobStore, known: readonly StoredBlob[]): Promise<readonly string[]> {
  const bad: string[] = [];
  for (const { hash } of known) {
    try {
      const sum = createHash('sha256');
      for await (const bytes of blobs.open(hash)) sum.update(bytes);
      if (sum.digest('hex') !== hash) bad.push(hash);
    } catch (error) {
      if (!(error instanceof BlobMissingError)) throw error;
      bad.push(hash);
    }
  }
  return bad;
}

async function countOrphans(blobs: BlobStore, known: readonly StoredBlob[]): Promise<number> {
  const hashes = new Set(known.map(({ hash }) => hash));
  const until = after(systemClock.now(), -KEPT_MS);
  let count = 0;
  for await (const { hash, storedAt } of blobs.list()) if (storedAt <= until && !hashes.has(hash)) count += 1;
  return count;
}
