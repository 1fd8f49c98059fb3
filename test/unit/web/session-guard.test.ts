import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSessions } from '../../../adapters/web/sessions/sessions.js';
import type { Role } from '../../../src/core/access.js';
import { createDashboard } from '../../../src/http/dashboard.js';
import { memberWith } from '../../support/active-member.js';
import { createTestClock } from '../../support/clock.js';
import { openTestStore, type TestStore } from '../../support/store.js';

const ORIGIN = 'http://127.0.0.1:3000';

describe('the session guard before the queue dashboard', () => {
  let store: TestStore;
  const clock = createTestClock();
  beforeEach(async () => {
    store = await openTestStore();
  });
  afterEach(() => store.close());

  /** The dashboard without queues: it answers 503 to whoever has access, and 403 to everyone else. */
  const dashboard = () =>
    createDashboard({
      store: store.engines,
      people: store.autocommit.people,
      clock,
      space: 'local',
      queues: () => [],
      origins: () => [ORIGIN],
      hasSignIn: false,
    });
  const get = (path: string, cookie = '') => dashboard().request(ORIGIN + path, { headers: { host: '127.0.0.1:3000', cookie } });
  const signIn = async (role: Role) => {
    const member = await memberWith(store, { platform: 'slack', space: 'T1', user: 'U1' }, { role, language: 'ckb' });
    const sessions = createSessions({ store: store.engines, clock });
    const opened = await sessions.open(await sessions.issueLink('slack:U1', member));
    return { cookie: `__Host-mudhif=${opened?.session}`, sessions, secret: opened?.session ?? '' };
  };

  it('refuses a request without a session', async () => {
    const answer = await get('/queues/');
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('<main');
  });

  it('lets an organiser of another platform in', async () => {
    const { cookie } = await signIn('organiser');
    expect((await get('/queues/', cookie)).status).toBe(503);
  });

  it('ends the session of a member who is no organiser, and answers in their language', async () => {
    const { cookie, sessions, secret } = await signIn('member');
    const answer = await get('/queues/', cookie);
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('lang="ckb"');
    expect(await sessions.find(secret)).toBeUndefined();
  });

  it('serves the sign-in page', async () => {
    const answer = await get('/sign-in/unknown-secret');
    expect(answer.status).toBe(410);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });
});
