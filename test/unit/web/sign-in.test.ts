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

  it('is needed; a persona’s name opens nothing', async () => {
    expect((await state()).status).toBe(401);
    expect((await fetch(`${server.url}/api/state?as=zainab`, { headers: { [PAGE_HEADER]: '1', 'x-mudhif-as': 'zainab' } })).status).toBe(
      401,
    );
    expect((await state('__Host-mudhif=guess')).status).toBe(401);
  });

  it('takes a link and a press: opening the link alone uses nothing up', async () => {
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

  it('lets a link serve once, also when two come at once', async () => {
    const path = await server.adapter.signInPath('zainab', null);
    const answers = await Promise.all([confirm(path), confirm(path), confirm(path)]);
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([303, 410, 410]);
    expect((await fetch(server.url + path)).status).toBe(410);
  });

  it('lets one of two consume a link that both have found', async () => {
    const sessions = createSessions({ store: server.store, clock: server.clock });
    const secret = await sessions.issueLink('zainab', null);
    const opened = await Promise.all([sessions.open(secret), sessions.open(secret), sessions.open(secret)]);
    expect(opened.filter((session) => session !== undefined)).toHaveLength(1);
  });

  it('lets a link grow old after ten minutes, and a session after two weeks', async () => {
    const old = await server.adapter.signInPath('zainab', null);
    const cookie = await enter();
    server.clock.advance(10 * 60_000);
    expect((await confirm(old)).status).toBe(410);
    expect((await state(cookie)).status).toBe(200);
    server.clock.advance(14 * 24 * 3_600_000);
    expect((await state(cookie)).status).toBe(401);
  });

  it.each([-24, -1, 1, 24])(
    'a leap of the clock by %i hours revives no link that was used, and gives none a longer life',
    async (hours) => {
      const [used, open] = [await server.adapter.signInPath('zainab', null), await server.adapter.signInPath('zainab', null)];
      expect((await confirm(used)).status).toBe(303);
      server.clock.advance(hours * 3_600_000);
      expect((await confirm(used)).status).toBe(410);
      expect((await confirm(open)).status).toBe(410);
      server.clock.advance(-hours * 3_600_000);
      // Seen after its end, it is gone; else its ten minutes go on.
      expect((await confirm(open)).status).toBe(hours > 0 ? 410 : 303);
    },
  );

  it('never takes a link for a session or a session for a link', async () => {
    const path = await server.adapter.signInPath('zainab', null);
    expect((await state(`__Host-mudhif=${path.split('/').at(-1)}`)).status).toBe(401);
    const cookie = await enter();
    expect((await confirm(`/sign-in/${cookie.split('=')[1]}`)).status).toBe(410);
  });

  it('takes no press from another site', async () => {
    const path = await server.adapter.signInPath('zainab', null);
    expect((await confirm(path, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await confirm(path)).status).toBe(303);
  });

  it('ends by signing out, and when an account is closed', async () => {
    const cookie = await enter();
    const out = await fetch(`${server.url}/sign-in/out`, { method: 'POST', headers: { cookie, origin: server.url, [PAGE_HEADER]: '1' } });
    expect(out.status).toBe(204);
    expect((await state(cookie)).status).toBe(401);
    const [first, second] = [await enter(), await enter()];
    await server.adapter.signOut('zainab');
    expect((await state(first)).status).toBe(401);
    expect((await state(second)).status).toBe(401);
  });

  it('shows no markup of a name', async () => {
    const actor = server.actors.get('zainab');
    if (actor) server.actors.set('zainab', { ...actor, name: '<img src=x onerror=alert(1)>"\'&' });
    const html = await (await fetch(server.url + (await server.adapter.signInPath('zainab', null)))).text();
    expect(html).not.toContain('<img src=x');
    expect(html).toContain('&#60;img src=x');
  });
});
