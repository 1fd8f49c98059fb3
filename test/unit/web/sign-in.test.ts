import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PAGE_HEADER } from '../../../adapters/web/protocol.js';
import { createSessions } from '../../../adapters/web/sessions/sessions.js';
import type { Entrance, EntryAnswer, EntryRequest } from '../../../src/ports/entrance.js';
import { createManualTimer, type ManualTimer, until } from '../../support/timer.js';
import { startWebServer, type WebServer } from '../../support/web-server.js';

describe('signing in', () => {
  let server: WebServer;
  let timer: ManualTimer;
  beforeEach(async () => {
    timer = createManualTimer();
    server = await startWebServer({ access: { type: 'sessions' }, timer });
  });
  afterEach(() => server.close());
  const state = (cookie?: string) =>
    fetch(`${server.url}/api/state`, { headers: { [PAGE_HEADER]: '1', ...(cookie === undefined ? {} : { cookie }) } });
  const confirm = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${server.url}/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: server.url, ...headers },
      body: `secret=${path.split('/').at(-1)}`,
    });
  const enter = async (user = 'zainab'): Promise<string> => {
    const answer = await confirm(await server.adapter.signInPath(user, null));
    return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  };

  it('is required; a persona’s name gives no access', async () => {
    expect((await state()).status).toBe(401);
    expect((await fetch(`${server.url}/api/state?as=zainab`, { headers: { [PAGE_HEADER]: '1', 'x-mudhif-as': 'zainab' } })).status).toBe(
      401,
    );
    expect((await state('__Host-mudhif=guess')).status).toBe(401);
  });

  it('needs the link and its button; opening the link does not use it up', async () => {
    const path = await server.adapter.signInPath('haider', null);
    for (let visit = 0; visit < 3; visit += 1) {
      const page = await fetch(server.url + path);
      expect(page.status).toBe(200);
      expect(page.headers.get('cache-control')).toBe('no-store');
      const html = await page.text();
      expect(html).toContain('lang="ar"');
      expect(html).toContain('dir="rtl"');
      expect(html).not.toMatch(/\{\w+\}/);
    }
    const answer = await confirm(path);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/');
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^__Host-mudhif=[\w-]{43}~[0-9a-z]{8};/);
    for (const part of ['HttpOnly', 'Secure', 'SameSite=Strict', 'Path=/']) expect(cookie).toContain(part);
    expect(cookie).not.toContain('Domain');
    const signedIn = await state(cookie.split(';')[0]);
    expect((await signedIn.json()) as object).toMatchObject({ reader: { user: 'haider' }, personas: null });
  });

  it('accepts a link once, also for concurrent requests', async () => {
    const path = await server.adapter.signInPath('zainab', null);
    const answers = await Promise.all([confirm(path), confirm(path), confirm(path)]);
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([303, 410, 410]);
    expect((await fetch(server.url + path)).status).toBe(410);
  });

  it('lets one of two requests consume a link that both have found', async () => {
    const sessions = createSessions({ store: server.store.engines, clock: server.clock });
    const secret = await sessions.issueLink('zainab', null);
    const opened = await Promise.all([sessions.open(secret), sessions.open(secret), sessions.open(secret)]);
    expect(opened.filter((session) => session !== undefined)).toHaveLength(1);
  });

  it('gives one session so many streams, and another of the same person its own', async () => {
    const [phone, desk] = [await enter(), await enter()];
    const pages: AbortController[] = [];
    const open = async (cookie: string): Promise<number> => {
      const page = new AbortController();
      pages.push(page);
      return (await fetch(`${server.url}/api/events?after=0`, { headers: { cookie }, signal: page.signal })).status;
    };
    const statuses = [];
    for (let tab = 0; tab < 9; tab += 1) statuses.push(await open(phone));
    expect(statuses).toEqual([...Array.from({ length: 8 }, () => 200), 429]);
    expect(await open(desk)).toBe(200);
    for (const page of pages) page.abort();
    await expect.poll(() => open(phone)).toBe(200);
    pages.at(-1)?.abort();
  });

  it('expires links after ten minutes and sessions after two weeks', async () => {
    const old = await server.adapter.signInPath('zainab', null);
    const cookie = await enter();
    server.clock.advance(10 * 60_000);
    expect((await confirm(old)).status).toBe(410);
    expect((await state(cookie)).status).toBe(200);
    server.clock.advance(14 * 24 * 3_600_000);
    expect((await state(cookie)).status).toBe(401);
  });

  it('ends a session that nobody uses after seven days, or as many as the organisers choose', async () => {
    const day = 24 * 3_600_000;
    const cookie = await enter();
    for (const days of [3, 6]) {
      server.clock.advance(days * day);
      expect((await state(cookie)).status).toBe(200);
    }
    // Used or not, it ends after two weeks.
    server.clock.advance(5 * day);
    expect((await state(cookie)).status).toBe(401);
    const idle = await enter();
    server.clock.advance(7 * day);
    expect((await state(idle)).status).toBe(401);
    await server.store.transaction(async ({ community }) => {
      await community.saveSettings({ ...(await community.settings()), idleDays: 2 });
    });
    const short = await enter();
    server.clock.advance(2 * day);
    expect((await state(short)).status).toBe(401);
  });

  it('knows no end that a browser has changed', async () => {
    const cookie = await enter();
    expect((await state(cookie.replace(/~\w+/, '~zzzzzzzz'))).status).toBe(401);
    expect((await state(cookie.replace(/~\w+/, ''))).status).toBe(401);
    expect((await state(cookie)).status).toBe(200);
  });

  it('ends the session that the same browser had before', async () => {
    const first = await enter();
    const other = await enter();
    const again = await confirm(await server.adapter.signInPath('haider', null), { cookie: first });
    expect(again.status).toBe(303);
    expect((await state(first)).status).toBe(401);
    expect((await state(other)).status).toBe(200);
  });

  it('closes an open stream soon after its session has ended, however busy it is', async () => {
    const cookie = await enter();
    const stream = await fetch(`${server.url}/api/events`, { headers: { [PAGE_HEADER]: '1', cookie } });
    const closed = stream.text();
    await until(() => timer.waits().length > 0);
    timer.ring();
    await until(() => timer.waits().length > 0);
    // Another process ends it, and messages go on.
    await server.store.autocommit.webSessions.removeAccounts([{ platform: 'web', space: 'test', user: 'zainab' }]);
    timer.ring();
    server.adapter.timeMoved();
    expect(await closed).toContain('"type":"ready"');
    expect(timer.waits()).toEqual([]);
  });

  it.each([-24, -1, 1, 24])('moving the clock by %i hours neither revives a used link nor extends another', async (hours) => {
    const [used, open] = [await server.adapter.signInPath('zainab', null), await server.adapter.signInPath('zainab', null)];
    expect((await confirm(used)).status).toBe(303);
    server.clock.advance(hours * 3_600_000);
    expect((await confirm(used)).status).toBe(410);
    expect((await confirm(open)).status).toBe(410);
    server.clock.advance(-hours * 3_600_000);
    // An attempt after its expiry deletes the link; after any other one its ten minutes continue.
    expect((await confirm(open)).status).toBe(hours > 0 ? 410 : 303);
  });

  it('does not accept a link as a session or a session as a link', async () => {
    const path = await server.adapter.signInPath('zainab', null);
    expect((await state(`__Host-mudhif=${path.split('/').at(-1)}`)).status).toBe(401);
    const cookie = await enter();
    expect((await confirm(`/sign-in/${cookie.split('=')[1]}`)).status).toBe(410);
  });

  it('refuses the button’s request from another site', async () => {
    const path = await server.adapter.signInPath('zainab', null);
    expect((await confirm(path, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await confirm(path)).status).toBe(303);
  });

  it('ends with signing out, and with closing all sessions of the account', async () => {
    const cookie = await enter();
    const out = await fetch(`${server.url}/sign-in/out`, { method: 'POST', headers: { cookie, origin: server.url, [PAGE_HEADER]: '1' } });
    expect(out.status).toBe(204);
    expect((await state(cookie)).status).toBe(401);
    const [first, second] = [await enter(), await enter()];
    await server.adapter.signOut('zainab');
    expect((await state(first)).status).toBe(401);
    expect((await state(second)).status).toBe(401);
  });

  it('escapes the name', async () => {
    const actor = server.actors.get('zainab');
    if (actor) server.actors.set('zainab', { ...actor, name: '<img src=x onerror=alert(1)>"\'&' });
    const html = await (await fetch(server.url + (await server.adapter.signInPath('zainab', null)))).text();
    expect(html).not.toContain('<img src=x');
    expect(html).toContain('&#60;img src=x');
  });
});

describe('coming in without a session', () => {
  const asked: EntryRequest[] = [];
  let answer: EntryAnswer = { is: 'asked' };
  const entrance: Entrance = {
    look: async (secret) => {
      if (secret === 'invited') return { state: 'invited', language: 'ar', name: 'حيدر' };
      return secret === 'waiting' ? { state: 'waiting', language: 'ckb', name: 'کاروان <b>' } : undefined;
    },
    enter: async (secret) => (secret === 'invited' ? 'haider' : undefined),
    mayJoin: async (secret) => secret === 'join-us',
    ask: async (request) => {
      asked.push(request);
      return answer;
    },
  };
  let server: WebServer;
  beforeEach(async () => {
    asked.length = 0;
    answer = { is: 'asked' };
    server = await startWebServer({ access: { type: 'sessions' }, entrance });
  });
  afterEach(() => server.close());
  const page = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(server.url + path, { headers });
    return { status: response.status, html: await response.text() };
  };
  const post = (path: string, values: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(server.url + path, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: server.url, ...headers },
      body: new URLSearchParams(values).toString(),
    });

  it('an invitation asks first, then opens a session of its account', async () => {
    const { status, html } = await page('/sign-in/invited');
    expect([status, html.includes('dir="rtl"'), html.includes('حيدر')]).toEqual([200, true, true]);
    const entered = await post('/sign-in', { secret: 'invited' });
    expect(entered.headers.get('location')).toBe('/');
    const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
    const state = await fetch(`${server.url}/api/state`, { headers: { [PAGE_HEADER]: '1', cookie } });
    expect((await state.json()) as object).toMatchObject({ reader: { user: 'haider' } });
  });

  it('somebody who waits is told so, and a link that is over leads to asking for a new one', async () => {
    const waiting = await page('/sign-in/waiting');
    expect([waiting.status, waiting.html.includes('کاروان &#60;b&#62;')]).toEqual([200, true]);
    const over = await page('/sign-in/nothing');
    expect(over.status).toBe(410);
    for (const language of ['en', 'ar', 'ckb']) expect(over.html).toContain(`/sign-in/ask?language=${language}`);
  });

  it('a request goes to organisers in the language of the page', async () => {
    expect((await page('/sign-in/ask', { 'accept-language': 'ar-IQ' })).html).toContain('lang="ar"');
    const sent = await post('/sign-in/ask?language=ckb', { name: 'ئاراس', organisation: 'x' });
    expect([sent.status, asked[0]]).toEqual([200, { kind: 'link', name: 'ئاراس', organisation: 'x', language: 'ckb' }]);
    answer = { is: 'crowded' };
    expect((await post('/sign-in/ask', { name: 'x' })).status).toBe(429);
    expect((await post('/sign-in/ask', { name: 'x' }, { origin: 'https://evil.example' })).status).toBe(403);
  });

  it('a join link leads to a page to wait on, and is over once it is closed', async () => {
    expect((await page('/sign-in/join/join-us?language=ar')).html).toContain('name="organisation"');
    answer = { is: 'asked', secret: 'waiting' };
    const sent = await post('/sign-in/join/join-us?language=ar', { name: 'حيدر', organisation: 'Reed House' });
    expect([sent.status, sent.headers.get('location')]).toEqual([303, '/sign-in/waiting?language=ar']);
    expect(asked[0]).toMatchObject({ kind: 'join', through: 'join-us' });
    answer = { is: 'unclear' };
    expect(await (await post('/sign-in/join/join-us', { name: '' })).text()).toContain('role="alert"');
    expect((await page('/sign-in/join/old')).status).toBe(410);
  });
});
