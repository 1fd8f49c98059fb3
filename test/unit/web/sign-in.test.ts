import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PAGE_HEADER } from '../../../adapters/web/protocol.js';
import { createSessions } from '../../../adapters/web/sessions/sessions.js';
import { startWebServer, type WebServer } from '../../support/web-server.js';

describe('signing in', () => {
  let server: WebServer;
  beforeEach(async () => {
    server = await startWebServer({ access: { type: 'sessions' } });
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
    expect(cookie).toMatch(/^__Host-mudhif=[\w-]{43};/);
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

  it('expires links after ten minutes and sessions after two weeks', async () => {
    const old = await server.adapter.signInPath('zainab', null);
    const cookie = await enter();
    server.clock.advance(10 * 60_000);
    expect((await confirm(old)).status).toBe(410);
    expect((await state(cookie)).status).toBe(200);
    server.clock.advance(14 * 24 * 3_600_000);
    expect((await state(cookie)).status).toBe(401);
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
