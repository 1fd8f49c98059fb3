import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../src/cli/open-store.js';
import { signOut } from '../../src/cli/sign-out.js';
import { readEnvironment } from '../../src/config/environment.js';
import { after, DAY, systemClock } from '../../src/core/time.js';
import { speaker } from '../../src/language/index.js';
import type { WebSessionRepository } from '../../src/ports/web-chat.js';
import { createWorld, type World } from '../support/world.js';

const insert = (sessions: WebSessionRepository, hash: string, user: string, now = systemClock.now()) =>
  sessions.insert({ hash, kind: 'session', member: null, user, expiresAt: after(now, DAY) });

describe('a session on a lost phone', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mudhif-sessions-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is ended by whoever runs the server', async () => {
    const environment = readEnvironment({ DATABASE_URL: `sqlite:${join(folder, 'store.db')}`, DATA_DIR: folder });
    const { store } = await openStore(environment);
    const { webSessions } = store.autocommit;
    await insert(webSessions, 'a', 'amal');
    await insert(webSessions, 'b', 'amal');
    await insert(webSessions, 'c', 'zainab');
    const lines: string[] = [];
    const output = { language: 'en', say: speaker('en'), line: (text: string) => void lines.push(text), error() {} } as const;
    expect(await signOut(environment, output, 'web:amal')).toBe(0);
    expect(lines.map((line) => line.replace(/[\u2066-\u2069]/g, ''))).toEqual(['2 sessions of web:amal have ended.']);
    expect(await webSessions.find('a', systemClock.now())).toBeUndefined();
    expect(await webSessions.find('c', systemClock.now())).toBeDefined();
    await expect(signOut(environment, output, '../amal')).rejects.toThrow('no account');
    await store.close();
  });
});

describe('sessions on every device', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world.close());

  it('are ended by their member, from any platform, and by an organiser', async () => {
    const { webSessions, audit } = world.store.autocommit;
    const sara = await world.addMember({ user: 'sara' });
    const boss = await world.addMember({ user: 'haneen', role: 'organiser' });
    await world.store.autocommit.accounts.link(sara, { platform: 'slack', space: 'T1', user: 'U1' });
    const now = world.clock.now();
    const open = async () => {
      await insert(webSessions, 'chat', 'sara', now);
      await insert(webSessions, 'queues', 'slack:U1', now);
      await insert(webSessions, 'other', 'haneen', now);
    };
    const left = async () => {
      const found = await Promise.all(['chat', 'queues', 'other'].map((hash) => webSessions.find(hash, now)));
      return found.flatMap((session) => session?.user ?? []);
    };
    await open();
    const answer = await world.person('sara').type('/profile sign-out');
    expect(JSON.stringify(answer)).toContain('2 sessions');
    expect(await left()).toEqual(['haneen']);
    await webSessions.removeUser('haneen');
    await open();
    const refused = await world.person('sara').pressAnyway(`community:sign-out:${boss}`);
    expect(JSON.stringify(refused)).toContain('organisers');
    await world.person('haneen').pressAnyway(`community:sign-out:${sara}`);
    expect(await left()).toEqual(['haneen']);
    expect(await audit.list({ offset: 0, limit: 1 })).toMatchObject([
      { action: 'member.sign-out', actor: boss, details: { member: sara } },
    ]);
  });
});
