/**
 * A process that delivers what is planned in a database, for the test that kills it: `kill-child.ts STORE POSTS`. The
 * platform is a second database, which forgets nothing and refuses nothing, not even a message that it has already.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { z } from 'zod';
import { createDeliverJob } from '../../src/agenda/deliver.js';
import { createEmbeddedRunner } from '../../src/agenda/embedded.js';
import { createNotificationRegistry } from '../../src/agenda/notifications.js';
import { defineNotification } from '../../src/core/notification.js';
import { systemClock } from '../../src/core/time.js';
import { acquireRunLock } from '../../src/store/run-lock.js';
import { createFakeAdapter } from './fake-adapter.js';
import { createTestLogger } from './logger.js';
import { openTestStore } from './store.js';

const [storeFile = '', postsFile = ''] = process.argv.slice(2);
const LATENCY_MS = 12;

acquireRunLock(storeFile);
const store = await openTestStore({ file: storeFile });
const posts = new Sqlite(postsFile);
posts.pragma('journal_mode = WAL');
const insert = posts.prepare('insert into posts (key, place) values (?, ?)');
const select = posts.prepare<[string, string], { id: number }>('select id from posts where key = ? and place = ?');

const adapter: ReturnType<typeof createFakeAdapter> = {
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
const news = defineNotification({
  kind: 'news',
  urgency: 'asked',
  lateness: { policy: 'run' },
  whenInDoubt: 'hold',
  args: z.object({}),
  compose: async () => ({ message: { cards: [] } }),
});
const runner = createEmbeddedRunner({
  store,
  clock: systemClock,
  logger: createTestLogger(),
  owner: `child-${process.pid}`,
  jobs: [
    createDeliverJob({
      store,
      clock: systemClock,
      adapters: new Map([[adapter.platform, adapter]]),
      notifications: createNotificationRegistry([news]),
    }),
  ],
});
await runner.start();
process.stdout.write('ready\n');
for (;;) {
  const { planned = 0, running = 0 } = await store.read.agenda.countByState();
  if (planned + running === 0) break;
  await sleep(20);
}
await runner.stop(1000);
await store.close();
process.stdout.write('done\n');
process.exit(0);
