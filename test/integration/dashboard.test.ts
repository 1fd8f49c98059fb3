import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PAGE_HEADER } from '../../adapters/web/protocol.js';
import { chooseEngine } from '../../src/cli/engine.js';
import { openStore } from '../../src/cli/open-store.js';
import { type Served, type ServeOptions, serve } from '../../src/cli/serve.js';
import { signIn } from '../../src/cli/sign-in.js';
import { createInlineCompute } from '../../src/compute/host.js';
import { readEnvironment } from '../../src/config/environment.js';
import type { Language } from '../../src/core/language.js';
import { systemClock } from '../../src/core/time.js';
import { speaker } from '../../src/language/index.js';
import type { Platform } from '../../src/ports/chat.js';
import { memberWith } from '../support/active-member.js';
import { createTestLogger } from '../support/logger.js';
import { erase } from '../support/one-person.js';
import { hasService, services } from '../support/services/index.js';
import { testStoreOf } from '../support/store.js';

type Services = 'redis' | 'postgres' | 'none';

/** The program without a platform, on the engine that these services make, and its address. */
async function begin(on: Services, web?: ServeOptions['web']) {
  const folder = mkdtempSync(join(tmpdir(), 'mudhif-dashboard-'));
  const environment = readEnvironment({
    DATABASE_URL: on === 'postgres' ? await services.postgres() : `sqlite:${join(folder, 'store.db')}`,
    HTTP_PORT: '0',
    COMMUNITY_LANGUAGES: 'ckb,ar,en',
    ...(on === 'redis' && { REDIS_URL: await services.redis() }),
  });
  const opened = await openStore(environment);
  const logger = createTestLogger();
  const served: Served = await serve({
    environment,
    opened,
    clock: systemClock,
    logger,
    engine: await chooseEngine(environment, opened, { role: 'all', logger }),
    compute: createInlineCompute(),
    ...(web && { web }),
  });
  const store = testStoreOf(opened.database, opened.communityId);
  const { members, accounts } = store.autocommit;
  const url = served.url.replace(/\/$/, '');
  const get = (path: string, cookie = '', headers: Record<string, string> = {}) =>
    fetch(url + path, { redirect: 'manual', headers: { cookie, ...headers } });

  return {
    store,
    members,
    accounts,
    url,
    get,
    settle(platform: Platform, user: string, role: 'member' | 'organiser', language: Language = 'en') {
      return memberWith(store, { platform, space: platform === 'web' ? 'local' : 'T1', user }, { name: user, role, language });
    },
    /** As whoever runs the server does; the link is then opened in a browser, and its button pressed. */
    async enter(account: string) {
      const lines: string[] = [];
      const output = { language: 'en', say: speaker('en'), line: (text: string) => void lines.push(text), error() {} } as const;
      await signIn(environment, output, account);
      const path = /\/sign-in\/([\w-]+)/.exec(lines.join(''))?.[0] ?? '';
      const page = await get(path);
      const body = new URLSearchParams({ secret: path.split('/').at(-1) ?? '' });
      const answer = await fetch(`${url}/sign-in`, { method: 'POST', redirect: 'manual', body, headers: { origin: url } });
      return { page, answer, cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' };
    },
    async end() {
      await served.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
type Running = Awaited<ReturnType<typeof begin>>;

const queuesOf = async (answer: Response) =>
  ((await answer.json()) as { queues: { name: string; readOnlyMode: boolean }[] }).queues.sort((a, b) => a.name.localeCompare(b.name));

/** `fetch` sets the host by itself. */
function statusForHost(url: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { host } }, (answer) => resolve(answer.resume().statusCode))
      .on('error', reject)
      .end();
  });
}

describe.skipIf(!hasService('redis'))('BullMQ’s dashboard, where there is no browser chat', () => {
  let bot: Running;
  beforeAll(async () => {
    bot = await begin('redis');
    await bot.settle('web', 'amal', 'member');
    await bot.settle('slack', 'U0SIRWAN', 'organiser', 'ckb');
  });
  afterAll(() => bot.end());

  test('lets nobody in unasked, and tells them how to come in, in their language or the community’s', async () => {
    for (const path of ['/queues', '/queues/', '/queues/api/queues', '/queues/queue/normal', '/queues/static/js/main.js']) {
      const answer = await bot.get(path);
      expect([path, answer.status]).toEqual([path, 403]);
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
    expect(await (await bot.get('/queues', '__Host-mudhif=guess')).text()).toContain(speaker('ckb').plain('web.queues.closed'));
    const arabic = await (await bot.get('/queues', '', { 'accept-language': 'fr-FR,ar-IQ;q=0.8,en;q=0.5' })).text();
    expect(arabic).toContain('dir="rtl"');
    expect(arabic).toContain(speaker('ar').plain('web.queues.how'));
  });

  test('is closed to members who are no organisers', async () => {
    const { cookie } = await bot.enter('web:amal');
    expect(cookie).not.toBe('');
    expect((await bot.get('/queues', cookie)).status).toBe(403);
    expect((await bot.get('/queues/api/queues', cookie)).status).toBe(403);
  });

  test('an organiser on Slack comes in by a link, and sees the page and our queues', async () => {
    const { page, answer, cookie } = await bot.enter('slack:U0SIRWAN');
    expect(await page.text()).toContain('lang="ckb"');
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/queues']);
    const board = await bot.get('/queues', cookie);
    expect(board.status).toBe(200);
    expect(board.headers.get('cache-control')).toBe('no-store');
    expect(board.headers.get('content-security-policy')).toContain("script-src 'self'; style-src 'self' 'unsafe-inline'");
    const script = /static\/js\/main[^"]+/.exec(await board.text())?.[0] ?? '';
    expect((await bot.get(`/queues/${script}`, cookie)).status).toBe(200);
    const queues = await queuesOf(await bot.get('/queues/api/queues', cookie));
    expect(queues.map(({ name }) => name)).toEqual(['delivery', 'heavy', 'normal']);
    expect(queues.every(({ readOnlyMode }) => readOnlyMode)).toBe(true);
  });

  test('changes nothing, and takes nothing from other sites or under other names', async () => {
    const { cookie } = await bot.enter('slack:U0SIRWAN');
    for (const path of ['/queues/api/queues/normal/pause', '/queues/api/queues/normal/obliterate', '/queues/api/queues/pause']) {
      const answer = await fetch(bot.url + path, { method: 'PUT', headers: { cookie, origin: bot.url } });
      expect([path, answer.status]).toEqual([path, 405]);
    }
    expect((await bot.get('/queues/api/queues', cookie, { origin: 'https://elsewhere.example' })).status).toBe(403);
    expect(await statusForHost(`${bot.url}/queues`, 'elsewhere.example')).toBe(421);
    expect(await statusForHost(`${bot.url}/sign-in/guess`, 'elsewhere.example')).toBe(421);
  });

  test('ends with the role, at once, and does not open again by itself', async () => {
    const id = await bot.settle('discord', '4711', 'organiser');
    const { cookie } = await bot.enter('discord:4711');
    expect((await bot.get('/queues/api/queues', cookie)).status).toBe(200);
    await bot.members.update(id, { role: 'member' });
    expect((await bot.get('/queues/api/queues', cookie)).status).toBe(403);
    await expect(bot.enter('discord:4711')).rejects.toThrow('not the account of an organiser');
    await bot.members.update(id, { role: 'organiser' });
    expect((await bot.get('/queues/api/queues', cookie)).status).toBe(403);
  });

  test('ends with the account, and with whoever is erased', async () => {
    const id = await bot.settle('discord', '4712', 'organiser');
    await bot.accounts.link(id, { platform: 'slack', space: 'T1', user: 'U0LENT' });
    const [lent, own] = [await bot.enter('slack:U0LENT'), await bot.enter('discord:4712')];
    await bot.accounts.unlink(id, { platform: 'slack', space: 'T1', user: 'U0LENT' });
    expect((await bot.get('/queues/api/queues', lent.cookie)).status).toBe(403);
    expect((await bot.get('/queues/api/queues', own.cookie)).status).toBe(200);
    await erase(bot.store, id);
    expect((await bot.get('/queues/api/queues', own.cookie)).status).toBe(403);
  });
});

describe.skipIf(!hasService('redis'))('BullMQ’s dashboard beside the browser chat', () => {
  test('knows its organisers; an account of a platform opens no chat', async () => {
    const bot = await begin('redis', { space: 'local', access: { type: 'sessions' } });
    try {
      await bot.settle('web', 'haneen', 'organiser');
      await bot.settle('slack', 'U0SIRWAN', 'organiser');
      const [haneen, sirwan] = [await bot.enter('web:haneen'), await bot.enter('slack:U0SIRWAN')];
      expect([haneen.answer.headers.get('location'), sirwan.answer.headers.get('location')]).toEqual(['/', '/queues']);
      for (const { cookie } of [haneen, sirwan]) expect((await bot.get('/queues/api/queues', cookie)).status).toBe(200);
      const chat = (cookie: string) => bot.get('/api/state', cookie, { [PAGE_HEADER]: '1' });
      expect([(await chat(haneen.cookie)).status, (await chat(sirwan.cookie)).status]).toEqual([200, 401]);
    } finally {
      await bot.end();
    }
  });
});

describe.skipIf(!hasService('postgres'))('BullMQ’s dashboard on PostgreSQL alone', () => {
  test('shows the queues there', async () => {
    const bot = await begin('postgres');
    try {
      await bot.settle('slack', 'U0SIRWAN', 'organiser');
      const { cookie } = await bot.enter('slack:U0SIRWAN');
      const queues = await queuesOf(await bot.get('/queues/api/queues', cookie));
      expect(queues.map(({ name }) => name)).toEqual(['mudhif-delivery', 'mudhif-heavy', 'mudhif-normal']);
      expect((await bot.get('/queues/api/redis/stats', cookie)).status).toBe(200);
    } finally {
      await bot.end();
    }
  });
});

describe('one process alone', () => {
  test('has no dashboard, and no link that leads to it', async () => {
    const bot = await begin('none');
    try {
      await bot.settle('slack', 'U0SIRWAN', 'organiser');
      for (const path of ['/queues', '/queues/api/queues', '/sign-in/guess']) expect((await bot.get(path)).status).toBe(404);
      await expect(bot.enter('slack:U0SIRWAN')).rejects.toThrow('there are no queues to see');
    } finally {
      await bot.end();
    }
  });
});
