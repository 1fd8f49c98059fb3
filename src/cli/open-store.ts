import { join } from 'node:path';
import { createNotificationRegistry } from '../agenda/notifications.js';
import { createParkedMessages } from '../agenda/parked.js';
import { absentBlobs } from '../blobs/absent.js';
import { createInlineCompute } from '../compute/host.js';
import type { Environment } from '../config/environment.js';
import type { CommunityId } from '../core/ids.js';
import { baseSettingsSchema, type Settings } from '../core/settings.js';
import { type Clock, systemClock } from '../core/time.js';
import { createPlatforms } from '../dispatch/platforms.js';
import { type Contexts, createContexts } from '../feature-api/index.js';
import { features } from '../features/index.js';
import { createFileTools } from '../files/index.js';
import { linksOff } from '../links/off.js';
import { createLogger } from '../logging.js';
import type { BlobStore } from '../ports/blobs.js';
import type { FileTools } from '../ports/files.js';
import type { Store } from '../ports/store.js';
import { createSettingsCodec } from '../settings/codec.js';
import type { Database } from '../store/database.js';
import { createErasureList, type StoredErasures } from '../store/erasure-list.js';
import { migrate } from '../store/migrate.js';
import { createStore, ensureCommunity } from '../store/store.js';
import { openDatabase } from './database.js';

export interface OpenStore {
  readonly store: Store;
  readonly database: Database;
  readonly communityId: CommunityId;
}

/** Opens and migrates the database of the environment, and creates the community if there is none. Throws a `SetupError`. */
export async function openStore(
  environment: Environment,
  databaseUrl: string = environment.DATABASE_URL,
  durability: 'full' | 'process' = 'full',
): Promise<OpenStore> {
  const onLate = (error: Error) => createLogger(environment.LOG_LEVEL).error({ error }, 'the database is held for too long');
  const database = openDatabase(databaseUrl, { durability, onLate });
  try {
    await migrate(database);
    const communityId = await ensureCommunity(database, environmentSettings(environment));
    const settings = createSettingsCodec(features.sections);
    // The demo's database holds nobody.
    const erasures = databaseUrl === environment.DATABASE_URL ? erasuresOf(environment) : undefined;
    return { store: createStore({ database, communityId, settings, ...(erasures && { erasures }) }), database, communityId };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** The list of erasures in `DATA_DIR`. The moments in it are real ones, as those in backups. */
export function erasuresOf({ DATA_DIR }: Pick<Environment, 'DATA_DIR'>): StoredErasures {
  return createErasureList(join(DATA_DIR, 'erasures'), systemClock);
}

/**
 * Contexts for commands of the terminal: no platform is connected, and computations run in this thread.
 *
 * @throws {Error} If two messages of the features have the same kind.
 */
export function offlineContexts(
  store: Store,
  { ORGANISERS, LOG_LEVEL }: Pick<Environment, 'ORGANISERS' | 'LOG_LEVEL'>,
  clock: Clock = systemClock,
  blobs: BlobStore = absentBlobs,
  files: FileTools = createFileTools(),
): Contexts {
  return createContexts({
    store,
    clock,
    // The terminal shows the command's output, so only warnings and errors are logged there.
    logger: createLogger(LOG_LEVEL === 'info' ? 'warn' : LOG_LEVEL),
    features,
    platforms: createPlatforms(new Map()),
    compute: createInlineCompute(),
    blobs,
    files,
    linkChecks: linksOff,
    random: () => Math.floor(Math.random() * 2 ** 31),
    configuredOrganisers: ORGANISERS,
    takeWaiting: createParkedMessages(createNotificationRegistry(features.messages)),
  });
}

/** The initial settings of a community. */
export function environmentSettings({ COMMUNITY_NAME, COMMUNITY_LANGUAGES, COMMUNITY_TIMEZONE }: Environment): Settings {
  return baseSettingsSchema.parse({
    ...(COMMUNITY_NAME === undefined ? {} : { name: COMMUNITY_NAME }),
    languages: COMMUNITY_LANGUAGES,
    timezone: COMMUNITY_TIMEZONE,
  });
}
