/**
 * The whole app on a database, without platforms: it does what lines of its input say and posts into a second database, which forgets
 * nothing. For a test that kills it: `child.ts OPTIONS` (JSON).
 */
import { createInterface } from 'node:readline';
import Sqlite from 'better-sqlite3';
import { createApp } from '../../../src/app.js';
import { chooseEngine } from '../../../src/cli/engine.js';
import { openStore } from '../../../src/cli/open-store.js';
import { createInlineCompute } from '../../../src/compute/host.js';
import { readEnvironment } from '../../../src/config/environment.js';
import { plainText } from '../../../src/core/message.js';
import { systemClock } from '../../../src/core/time.js';
import { features } from '../../../src/features/index.js';
import type { ChatAdapter } from '../../../src/ports/chat.js';
import { createFakeAdapter } from '../fake-adapter.js';
import { createTestLogger } from '../logger.js';
import { type ChildOptions, type Press, SPACE } from './options.js';

/** What is under way when a process is killed is taken up within seconds here, not within the minute it takes else. */
const QUICK = { times: { leaseMs: 4_000, sweepMs: 1_000 } };

const options = JSON.parse(process.argv[2] ?? '{}') as ChildOptions;
const logger = createTestLogger();
const environment = readEnvironment({ DATABASE_URL: options.database });
const opened = await openStore(environment);
const engine = await chooseEngine(environment, opened, { role: 'all', logger });
await opened.database.lockRun(engine.mode);

const posts = new Sqlite(options.posts);
posts.pragma('journal_mode = WAL');
const insert = posts.prepare('insert into posts (key, place) values (?, ?)');
const select = posts.prepare<[string, string], { id: number }>('select id from posts where key = ? and place = ?');
const adapter: ChatAdapter = {
  ...createFakeAdapter(),
  receivesAlone: false,
  async post(to, _message, { key, onSending }) {
    await onSending?.();
    return { conversation: to, id: String(insert.run(key, to.id).lastInsertRowid) };
  },
  async find(conversation, key) {
    const row = select.get(key, conversation.id);
    return row && { conversation, id: String(row.id) };
  },
};

let events = 0;
const owner = `child-${process.pid}`;
const app = createApp({
  store: opened.store,
  features,
  clock: systemClock,
  logger,
  compute: createInlineCompute(),
  organisers: [],
  createAdapters: () => [adapter],
  newReference: () => 'REF',
  random: () => Math.floor(Math.random() * 2 ** 31),
  owner,
  receives: engine.mode === 'exclusive' ? 'alone' : 'turns',
  createRunner: (deps) => engine.createRunner({ ...deps, ...QUICK }),
});
await app.start();
process.stdout.write('ready\n');

const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
createInterface({ input: process.stdin }).on('line', (line) => {
  const { person, action } = JSON.parse(line) as Press;
  void app.inbox
    .action({
      eventId: `${owner}-${++events}`,
      from: { platform: 'web', space: SPACE, user: person },
      conversation: { platform: 'web', space: SPACE, id: `direct:${person}`, kind: 'direct' },
      action,
      values: [],
    })
    .then((reply) => say({ person, text: reply.type === 'message' ? plainText(reply.message) : reply.type }))
    .catch((error: unknown) => say({ person, text: `REF ${String(error)}` }));
});
