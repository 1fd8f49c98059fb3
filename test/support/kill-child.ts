/**
 * A process that delivers what is planned in a database, for tests that kill it: `kill-child.ts OPTIONS` (JSON). It is put
 * together as the program is: the store, the engine that the environment gives, the real adapters on the fakes. In place
 * of the fakes stands, with `posts`, a second database, which forgets nothing and refuses nothing, not even a message that
 * it has already.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { z } from 'zod';
import { createDeliverJob } from '../../src/agenda/deliver.js';
import { createNotificationRegistry } from '../../src/agenda/notifications.js';
import { chooseEngine } from '../../src/cli/engine.js';
import { offlineContexts, openStore } from '../../src/cli/open-store.js';
import { readEnvironment } from '../../src/config/environment.js';
import { type Clock, MINUTE, toInstant } from '../../src/core/time.js';
import { defineNotification } from '../../src/feature-api/index.js';
import { features } from '../../src/features/index.js';
import type { ChatAdapter } from '../../src/ports/chat.js';
import { noopMetrics } from '../../src/ports/metrics.js';
import { createFakeAdapter } from './fake-adapter.js';
import type { ChildOptions, FakePlatforms } from './kill.js';
import { createTestLogger } from './logger.js';
import { createOpenPace } from './pace.js';

const options = JSON.parse(process.argv[2] ?? '{}') as ChildOptions;
const LATENCY_MS = 12;
/** What is later than this is of no use any more. */
const FLASH_MS = 30 * MINUTE;

const clock: Clock = { now: () => toInstant(Date.now() + (options.clockAheadMs ?? 0)) };
const logger = createTestLogger();
const environment = readEnvironment({ DATABASE_URL: options.database, REDIS_URL: options.redis });
const opened = await openStore(environment);
const { store, database } = opened;
const engine = await chooseEngine(environment, opened, { role: 'all', logger });
await database.lockRun(engine.mode);

function databaseAdapter(file: string): ChatAdapter {
  const posts = new Sqlite(file);
  posts.pragma('journal_mode = WAL');
  const insert = posts.prepare('insert into posts (key, place) values (?, ?)');
  const select = posts.prepare<[string, string], { id: number }>('select id from posts where key = ? and place = ?');
  return {
    ...createFakeAdapter(),
    async post(to, _message, { key, onSending }) {
      await onSending?.();
      await sleep(LATENCY_MS);
      const { lastInsertRowid } = insert.run(key, to.id);
      await sleep(LATENCY_MS);
      return { conversation: to, id: String(lastInsertRowid) };
    },
    async find(conversation, key) {
      const row = select.get(key, conversation.id);
      return row && { conversation, id: String(row.id) };
    },
  };
}

/** The real ones, at no pace: the fakes of this test set no limits. */
async function realAdapters({ slack, discord }: FakePlatforms): Promise<readonly ChatAdapter[]> {
  // discord.js first, or the other's HTTP client would break its uploads.
  const { createDiscordAdapter } = await import('../../adapters/discord/index.js');
  const { createSlackAdapter } = await import('../../adapters/slack/index.js');
  const common = {
    clock,
    logger,
    metrics: noopMetrics,
    pace: createOpenPace(),
    commands: [],
    purposes: features.purposes,
    problems: { occurred() {}, over() {} },
  };
  return [
    createDiscordAdapter({ ...common, ...discord, languages: async () => ['en'] }),
    createSlackAdapter({ ...common, botToken: slack.token, apiUrl: slack.apiUrl, mode: { type: 'http', signingSecret: 'none' } }),
  ];
}

const contexts = offlineContexts(store, environment, clock);
const adapters = options.posts === undefined ? await realAdapters(options.fakes) : [databaseAdapter(options.posts)];
for (const adapter of adapters) await adapter.open();

const news = (kind: string, lateness: Parameters<typeof defineNotification>[0]['lateness']) =>
  defineNotification(
    { kind, notice: 'test.news', urgency: 'asked', lateness, onUnknownOutcome: 'hold', args: z.object({ number: z.int() }) },
    async (_context, { number }) => {
      if (number === options.killer) process.kill(process.pid, 'SIGKILL');
      return { message: { cards: [{ language: 'en', blocks: [{ type: 'paragraph', text: [`${kind} number ${number}`] }] }] } };
    },
  );
const runner = engine.createRunner({
  store: contexts,
  clock,
  logger,
  owner: `child-${process.pid}`,
  platforms: adapters.map(({ platform }) => platform),
  ...(options.times && { times: options.times }),
  jobs: [
    createDeliverJob({
      store: contexts,
      clock,
      adapters: new Map(adapters.map((adapter) => [adapter.platform, adapter])),
      notifications: createNotificationRegistry([news('news', { policy: 'run' }), news('flash', { policy: 'drop', afterMs: FLASH_MS })]),
    }),
  ],
});
await runner.start();
process.stdout.write('ready\n');
for (;;) {
  const { planned = 0, running = 0 } = await store.autocommit.agenda.countByState();
  if (!options.stays && planned + running === 0) break;
  await sleep(20);
}
await runner.stop(1000);
await store.close();
process.stdout.write('done\n');
process.exit(0);
