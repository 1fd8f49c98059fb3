import { createWebAdapter, type Timeline, type WebAccess, type WebAdapter } from '../../adapters/web/index.js';
import type { Actor } from '../../src/core/access.js';
import type { Command } from '../../src/core/command.js';
import { toId } from '../../src/core/ids.js';
import { type HttpServer, startHttp } from '../../src/http/server.js';
import type { Timer } from '../../src/kit/timer.js';
import type { ChannelPurpose } from '../../src/ports/chat.js';
import type { Entrance } from '../../src/ports/entrance.js';
import type { Logger } from '../../src/ports/logger.js';
import type { People } from '../../src/ports/people.js';
import { createTestClock, type TestClock } from './clock.js';
import { PURPOSES } from './purposes.js';
import { openTestStore, type TestStore } from './store.js';
import { createStubInbox, type StubInbox, sampleCommands } from './web-inbox.js';

export const quietLogger: Logger = { debug() {}, info() {}, warn() {}, error() {} };

export const samplePersonas = [
  { user: 'zainab', name: 'Zainab', language: 'en', about: 'Member' },
  { user: 'karwan', name: 'کاروان', language: 'ckb', about: 'تازە هاتووە' },
  { user: 'haider', name: 'حيدر', language: 'ar', about: 'منسّق المجتمع' },
] as const;

export const sampleActors: ReadonlyMap<string, Actor> = new Map(
  samplePersonas.map(({ user, name, language }, index) => [
    user,
    {
      id: toId<Actor['id']>(index + 1),
      name,
      language,
      timezone: 'Asia/Baghdad',
      role: user === 'haider' ? 'organiser' : 'member',
      status: user === 'karwan' ? 'newcomer' : 'active',
    },
  ]),
);

export interface WebServer {
  readonly url: string;
  readonly adapter: WebAdapter;
  readonly inbox: StubInbox;
  readonly store: TestStore;
  readonly clock: TestClock;
  readonly actors: Map<string, Actor>;
  /** Restarts on the same store and port, as after a crash of the process. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** A web chat on loopback, with its own store and a stub of the app. */
export async function startWebServer(
  options: {
    readonly access?: WebAccess;
    readonly timeline?: (clock: TestClock) => Timeline;
    readonly pageFolder?: string;
    readonly store?: TestStore;
    readonly port?: number;
    readonly logger?: Logger;
    readonly timer?: Timer;
    readonly commands?: readonly Command[];
    readonly purposes?: readonly ChannelPurpose[];
    readonly entrance?: Entrance;
  } = {},
): Promise<WebServer> {
  const store = options.store ?? (await openTestStore());
  const clock = createTestClock();
  const actors = new Map(sampleActors);
  const people: Pick<People, 'findByAccount' | 'find' | 'accounts'> = {
    findByAccount: async ({ user }) => {
      const actor = actors.get(user);
      return actor && { ...actor, isBot: false };
    },
    find: async (id) => {
      const actor = [...actors.values()].find((each) => each.id === id);
      return actor && { ...actor, isBot: false };
    },
    accounts: async () => [],
  };
  const languageOf = (user: string) => actors.get(user)?.language ?? 'en';
  let inbox = createStubInbox(languageOf, clock.now);
  let adapter: WebAdapter;
  let url = '';
  let port = options.port ?? 0;
  let server: HttpServer;

  const start = async (): Promise<void> => {
    adapter = createWebAdapter({
      store: store.engines,
      clock,
      logger: options.logger ?? quietLogger,
      commands: options.commands ?? sampleCommands,
      access: options.access ?? { type: 'personas', personas: samplePersonas },
      space: 'test',
      people,
      origins: () => [url, url.replace('127.0.0.1', 'localhost')],
      ...(options.timer && { timer: options.timer }),
      ...(options.timeline ? { timeline: options.timeline(clock) } : {}),
      purposes: options.purposes ?? PURPOSES,
      entrance: options.entrance,
      ...(options.pageFolder === undefined ? {} : { pageFolder: options.pageFolder }),
    });
    await adapter.start(inbox);
    server = await startHttp({ host: '127.0.0.1', port, routes: [adapter.app], logger: options.logger ?? quietLogger });
    ({ port } = server);
    url = `http://127.0.0.1:${port}`;
  };
  const stop = async (): Promise<void> => {
    await adapter.stop();
    await server.close();
  };
  await start();

  return {
    get url() {
      return url;
    },
    get adapter() {
      return adapter;
    },
    get inbox() {
      return inbox;
    },
    store,
    clock,
    actors,
    async restart() {
      await stop();
      inbox = createStubInbox(languageOf, clock.now);
      await start();
    },
    async close() {
      await stop();
      await store.close();
    },
  };
}
