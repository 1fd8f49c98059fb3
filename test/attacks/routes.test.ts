import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PAGE_HEADER } from '../../adapters/web/protocol.js';
import { createSessions } from '../../adapters/web/sessions/sessions.js';
import { openStore } from '../../src/cli/open-store.js';
import { loadPlatforms } from '../../src/cli/platforms.js';
import { type Served, serve, WEB_SPACE } from '../../src/cli/serve.js';
import { createInlineCompute } from '../../src/compute/host.js';
import { readEnvironment } from '../../src/config/environment.js';
import { systemClock } from '../../src/core/time.js';
import { features } from '../../src/features/index.js';
import { memberWith } from '../support/active-member.js';
import { flood } from '../support/flood.js';
import { createTestLogger } from '../support/logger.js';
import { BOT_TOKEN, type FakeSlack, SIGNING_SECRET, startSlack } from '../support/slack/index.js';
import { type TestStore, testStoreOf } from '../support/store.js';

const MB = 1024 * 1024;
/** What haider has written to the bot, and nobody else may read. */
const MARKER = 'Zqxmarker';
/** What an address or a field may hold that no page sends. */
const ODD = ['0', '-1', '1', '99999999999999999999', 'NaN', '..%2f..%2fetc', '%00', '%E2%80%AE', "'%20or%201=1%20--", 'x'.repeat(500)];

/** What the server answers to whoever is not signed in, by route; those below `/api` are for people who are. */
const OPEN: Readonly<Record<string, readonly number[]>> = {
  'GET /healthz': [200],
  'GET /readyz': [200, 503],
  'POST /slack/events': [401],
  'GET /robots.txt': [200],
  'GET /p/:feature/:page': [404],
  'GET /p/:feature/:page/:rest': [404],
  'POST /p/:feature/:page/:rest': [404],
  'GET /': [200, 503],
  'GET /assets/:name': [404],
  'GET /sign-in/ask': [200],
  'POST /sign-in/ask': [200],
  'GET /sign-in/join/:secret': [410],
  // A form that is not filled in comes back before anybody looks at the secret.
  'POST /sign-in/join/:secret': [200, 410],
  'GET /sign-in/:secret': [410],
  'POST /sign-in': [410],
  'POST /sign-in/out': [204],
};
const SIGNED_IN = [
  'GET /api/state',
  'GET /api/conversations/:id/messages',
  'GET /api/threads/:id',
  'POST /api/messages',
  'POST /api/actions',
  'POST /api/menus',
  'POST /api/edits',
  'POST /api/removals',
  'POST /api/forms',
  'POST /api/complete',
  'POST /api/read',
  'GET /api/files/:message/:file',
  'GET /api/pictures/:message/:file',
  'GET /api/events',
];
/** What a page of a feature answers to an address that nobody was given. */
const PAGES: Readonly<Record<string, readonly number[]>> = {
  'events/calendar': [200],
  'events/feed': [404],
  'events/subscribe': [404],
  'events/certificate': [200, 404],
  'events/invitation': [404],
  'events/guest': [404],
  'events/file': [404],
  'resources/centre': [200, 404],
  'resources/show': [404],
  'resources/file': [404],
  'resources/collection': [404],
  'resources/take-down': [404],
  'resources/asked': [200, 404],
  'stories/list': [200, 404],
  'stories/photo': [404],
  'stories/story': [404],
  'letter/unsubscribe': [404],
  'letter/stop': [404],
  'letter/confirm': [404],
};

describe('routes × people × fields', () => {
  let folder: string;
  let slack: FakeSlack;
  let served: Served;
  let store: TestStore;
  let url: string;
  /** Haider's conversation with the bot, and his message in it. */
  let foreign: { readonly conversation: string; readonly message: number };
  const sessions: Record<string, string> = {};
  const logger = createTestLogger();

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mudhif-routes-'));
    slack = await startSlack({ clock: systemClock });
    const environment = readEnvironment({
      DATABASE_URL: `sqlite:${join(folder, 'store.db')}`,
      DATA_DIR: folder,
      HTTP_PORT: '0',
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_API_URL: slack.apiUrl,
    });
    const opened = await openStore(environment);
    store = testStoreOf(opened.database, opened.communityId);
    served = await serve({
      environment,
      opened,
      clock: systemClock,
      logger,
      compute: createInlineCompute(),
      hasBudgets: false,
      web: { space: WEB_SPACE, access: { type: 'sessions' } },
      platforms: await loadPlatforms(environment),
    });
    url = served.url.replace(/\/$/, '');
    for (const [user, role, status] of [
      ['newcomer', 'member', 'newcomer'],
      ['member', 'member', 'active'],
      ['organiser', 'organiser', 'active'],
      ['haider', 'member', 'active'],
    ] as const) {
      await memberWith(store, { platform: 'web', space: WEB_SPACE, user }, { name: user, role, status });
      const issued = createSessions({ store: opened.store, clock: systemClock });
      sessions[user] = (await issued.open(await issued.issueLink(user, null)))?.session ?? '';
    }
    const state = (await (await call('haider', 'GET', '/api/state')).json()) as { conversations: { id: string; kind: string }[] };
    const conversation = state.conversations.find(({ kind }) => kind === 'direct')?.id ?? '';
    const sent = await call('haider', 'POST', '/api/messages', { id: crypto.randomUUID(), conversation, thread: null, text: MARKER });
    const { messages } = (await sent.json()) as { messages: { id: number }[] };
    foreign = { conversation, message: messages[0]?.id ?? 0 };
  });
  afterAll(async () => {
    await served.stop();
    await slack.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function call(user: string, method: string, path: string, body?: unknown): Promise<Response> {
    const session = sessions[user];
    return fetch(url + path, {
      method,
      redirect: 'manual',
      headers: {
        [PAGE_HEADER]: '1',
        'content-type': 'application/json',
        ...(session !== undefined && { cookie: `__Host-mudhif=${session}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  /** An address of a route, with this in the place of each of its parts. */
  const addressOf = (route: string, part: string): readonly [string, string] => {
    const [method = '', path = ''] = route.split(' ');
    return [method, path.replaceAll(/:\w+/g, part)];
  };
  const fields = (value: unknown) => ({
    ...Object.fromEntries(
      ['conversation', 'text', 'action', 'form', 'token', 'command', 'option', 'typed', 'secret'].map((name) => [name, value]),
    ),
    id: crypto.randomUUID(),
    message: value,
    thread: value,
    upTo: value,
    values: value,
  });
  const bodies = () => [
    undefined,
    [],
    'x',
    ...[null, '', -1, 1e308, true, {}, ['x']].map(fields),
    ...ODD.map((text) => fields(decodeURIComponent(text))),
  ];
  const faults = () =>
    logger.lines.filter(({ level }) => level === 'error').map(({ message, fields }) => [message, fields['path'], fields['error']]);

  it('are all looked at, those of features too', () => {
    expect([...served.routes].sort()).toEqual([...Object.keys(OPEN), ...SIGNED_IN].sort());
    expect(features.all.flatMap(({ pages = [] }) => pages.map(({ path }) => path)).sort()).toEqual(Object.keys(PAGES).sort());
  });

  it('tell nobody who is not signed in more than they may know, and have no fault', async () => {
    for (const route of served.routes) {
      const allowed = OPEN[route] ?? [401];
      for (const part of ODD) {
        const [method, path] = addressOf(route, part);
        const answer = await call('', method, path, method === 'GET' ? undefined : fields(part));
        // An address that holds more parts than it seems to belongs to another route, and a form has its own limit.
        const isRefused = answer.status >= 400 && answer.status < 500;
        expect([route, part, isRefused || allowed.includes(answer.status) ? 'fits' : answer.status]).toEqual([route, part, 'fits']);
        expect(await answer.text()).not.toContain(MARKER);
      }
    }
    expect(faults()).toEqual([]);
  });

  it.each(['', 'member'])(
    'take no body without an end, from whomever it comes: "%s"',
    async (user) => {
      const session = sessions[user];
      const headers = {
        [PAGE_HEADER]: '1',
        'content-type': 'application/json',
        ...(session !== undefined && { cookie: `__Host-mudhif=${session}` }),
      };
      for (const route of served.routes.filter((each) => !each.startsWith('GET '))) {
        const [method, path] = addressOf(route, 'x');
        const before = process.memoryUsage().rss;
        const answer = await flood(url + path, { method, headers, bytes: 100 * MB });
        // What is under way in the sockets comes on top of the ten megabytes that a file may have.
        expect([route, answer.sent < 40 * MB]).toEqual([route, true]);
        // The server may end the connection before its answer is read; a page that is not there is not found, whatever comes.
        const refusals = path.startsWith('/p/') ? [0, 404, 413] : [0, 401, 413];
        expect([route, refusals.includes(answer.status) ? 'refused' : answer.status]).toEqual([route, 'refused']);
        expect([route, process.memoryUsage().rss - before < 100 * MB]).toEqual([route, true]);
      }
      expect(faults()).toEqual([]);
    },
    60_000,
  );

  it.each(['newcomer', 'member', 'organiser'])('lead %s to nothing of anybody else, whatever stands in the fields', async (user) => {
    for (const route of SIGNED_IN.filter((each) => each !== 'GET /api/events')) {
      const places = route.includes(':') ? [...ODD, foreign.conversation, String(foreign.message)] : [''];
      for (const place of places) {
        const [method, path] = addressOf(route, place);
        const about = { ...fields('x'), ...foreign, thread: foreign.message, upTo: foreign.message, values: {} };
        for (const body of method === 'GET' ? [undefined] : [about, { ...about, thread: null }, ...bodies()]) {
          const answer = await call(user, method, path, body);
          expect([route, JSON.stringify(body), answer.status < 500]).toEqual([route, JSON.stringify(body), true]);
          expect(await answer.text()).not.toContain(MARKER);
          // Of the fields of another person's place nothing is taken.
          if (body === about) expect([route, answer.status >= 400]).toEqual([route, true]);
        }
      }
    }
    const kept = await store.autocommit.webChat.messages({ conversation: foreign.conversation, user: 'haider', limit: 100 });
    expect(kept.filter(({ author }) => author !== null && author !== 'haider')).toEqual([]);
    expect(JSON.stringify(kept)).toContain(MARKER);
    expect(faults()).toEqual([]);
  });

  it.each(Object.entries(PAGES))('of features: %s gives whoever has no address of their own nothing of a person', async (page, allowed) => {
    for (const rest of ['', ...ODD.map((text) => `/${text}`)]) {
      for (const query of ['', ...ODD.map((text) => `?language=${text}&code=${text}`)]) {
        const answer = await call('', 'GET', `/p/${page}${rest}${query}`);
        expect([rest, [...allowed, 404, 429].includes(answer.status) ? 'fits' : answer.status]).toEqual([rest, 'fits']);
        expect(await answer.text()).not.toMatch(/haider|Zqxmarker/);
      }
    }
    expect(faults()).toEqual([]);
  });

  it.each(Object.keys(PAGES))('of features: %s takes no form from whoever has no address of their own', async (page) => {
    for (const rest of ODD) {
      for (const body of [
        undefined,
        'name=haider&act=no&form=1',
        `name=${'x'.repeat(100_000)}`,
        'act=come&act=no&__proto__=1',
        '{"act":"no"}',
      ]) {
        const headers = { 'content-type': 'application/x-www-form-urlencoded' };
        const answer = await fetch(`${url}/p/${page}/${rest}`, { method: 'POST', redirect: 'manual', headers, ...(body && { body }) });
        expect([rest, [404, 429].includes(answer.status) ? 'fits' : answer.status]).toEqual([rest, 'fits']);
        expect(await answer.text()).not.toMatch(/haider|Zqxmarker/);
      }
    }
    expect(faults()).toEqual([]);
  });
});
