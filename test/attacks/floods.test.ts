import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/cli/open-store.js';
import { type Served, serve } from '../../src/cli/serve.js';
import { createInlineCompute } from '../../src/compute/host.js';
import { readEnvironment } from '../../src/config/environment.js';
import { createMovableClock, type MovableClock, toInstant } from '../../src/core/time.js';
import { createTurns } from '../../src/kit/turns.js';
import { createTestLogger } from '../support/logger.js';
import { type TestStore, testStoreOf } from '../support/store.js';
import { Refused, webClient } from '../support/web-client.js';
import { samplePersonas } from '../support/web-server.js';
import { textOf } from '../support/world.js';

const MB = 1024 * 1024;
/** Commands of one person at once. */
const FLOOD = process.env['ATTACKS'] === 'long' ? 1000 : 200;

describe('a flood of one person', () => {
  let folder: string;
  let served: Served;
  let store: TestStore;
  let clock: MovableClock;
  let url: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mudhif-flood-'));
    const environment = readEnvironment({ DATABASE_URL: `sqlite:${join(folder, 'store.db')}`, DATA_DIR: folder, HTTP_PORT: '0' });
    const opened = await openStore(environment);
    clock = createMovableClock(toInstant(Date.parse('2026-11-29T09:00:00+03:00')), { now: () => toInstant(0) });
    served = await serve({
      environment,
      opened,
      clock,
      logger: createTestLogger(),
      compute: createInlineCompute(),
      web: { space: 'local', access: { type: 'personas', personas: samplePersonas } },
    });
    store = testStoreOf(opened.database, opened.communityId);
    url = served.url.replace(/\/$/, '');
  });
  afterAll(async () => {
    await served.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The database with what is not yet checkpointed. */
  const bytes = () =>
    ['store.db', 'store.db-wal']
      .map((name) => join(folder, name))
      .reduce((sum, path) => sum + (existsSync(path) ? statSync(path).size : 0), 0);
  const pass = (ms: number) => clock.moveTo(toInstant(clock.now() + ms));
  const refusals = (settled: readonly PromiseSettledResult<unknown>[]) =>
    settled.flatMap((one) => (one.status === 'rejected' && one.reason instanceof Refused ? [one.reason] : []));

  it('is answered up to the budget, with a kind word from then on', async () => {
    const [zainab, haider] = [webClient({ url }, 'zainab'), webClient({ url }, 'haider')];
    const [hers, his] = [await zainab.direct(), await haider.direct()];
    const flood = Array.from({ length: FLOOD }, () => zainab.send(hers, '/profile show'));
    // Another person is answered meanwhile; `npm run bench:floods` measures how soon.
    const [answers] = await Promise.all([Promise.allSettled(flood), haider.send(his, '/profile show')]);
    expect(answers).toHaveLength(FLOOD);
    expect(answers.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(20);
    const refused = refusals(answers);
    expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([429]));
    expect(refused.length).toBe(answers.filter(({ status }) => status === 'rejected').length);
    expect(refused.some(({ body }) => body.includes('Please take a short break and try again in a minute'))).toBe(true);
    pass(60_000);
    await zainab.send(hers, '/profile show');
  });

  it('counts posts, clicks, files and copies by themselves', async () => {
    pass(3_600_000);
    const client = webClient({ url }, 'zainab');
    const conversation = await client.direct();
    const posts = await Promise.allSettled(Array.from({ length: 40 }, () => client.send(conversation, 'x')));
    expect(refusals(posts)).toHaveLength(30);
    pass(60_000);
    const file = new File([new Uint8Array(1000)], 'x.bin');
    const input = (text: string) => ({ id: crypto.randomUUID(), conversation, thread: null, text });
    const uploads = await Promise.allSettled(Array.from({ length: 9 }, () => client.upload('/api/messages', input(''), { a: file })));
    expect(refusals(uploads)).toHaveLength(4);

    const { inbox } = served.app;
    const from = { platform: 'slack', space: 'T1', user: 'U9' } as const;
    const place = { platform: 'slack', space: 'T1', id: 'D9', kind: 'direct' } as const;
    const event = () => ({ eventId: crypto.randomUUID(), from, conversation: place });
    const copy = () => inbox.command({ ...event(), command: 'profile', input: { type: 'text', text: 'export' } });
    const copies = [];
    for (let turn = 0; turn < 5; turn += 1) copies.push(textOf(await copy()));
    expect(copies.map((text) => text.includes('You have taken several copies'))).toEqual([false, false, false, true, true]);
    pass(60_000);
    expect(textOf(await copy())).toContain('You have taken several copies');
    pass(3_600_000);
    expect(textOf(await copy())).not.toContain('You have taken several copies');
    const clicks = await Promise.all(Array.from({ length: 70 }, () => inbox.action({ ...event(), action: 'members:resume', values: [] })));
    expect(clicks.filter((reply) => textOf(reply).includes('short break'))).toHaveLength(10);
  });

  it('can’t fill the disk with copies of its data: the newest stays, for an hour', async () => {
    pass(3_600_000);
    const client = webClient({ url }, 'karwan');
    const conversation = await client.direct();
    const before = bytes();
    for (let turn = 0; turn < 100; turn += 1) {
      await client.send(conversation, '/profile export').catch(() => undefined);
      if (turn % 20 === 19) pass(60_000);
    }
    expect(bytes() - before).toBeLessThan(5 * MB);
    const kept = async () =>
      (await store.autocommit.webChat.messages({ conversation, user: 'karwan', limit: 1000 })).filter(
        ({ content }) => content.files.length > 0,
      );
    expect(await kept()).toHaveLength(1);
    const [export1] = await kept();
    const file = export1?.content.files[0]?.id ?? '';
    expect(await store.autocommit.webChat.file(file)).toBeDefined();
    pass(3_600_000);
    await served.app.runner.runDue();
    expect(await kept()).toHaveLength(0);
    expect(await store.autocommit.webChat.file(file)).toBeUndefined();
  });

  it('can’t keep more files than one person’s room', async () => {
    await store.transaction(async (context) => {
      const settings = await context.community.settings();
      await context.community.saveSettings({ ...settings, storageMegabytes: 20, uploadsPerMinute: 100, postsPerMinute: 100 });
    });
    pass(3_600_000);
    const client = webClient({ url }, 'haider');
    const conversation = await client.direct();
    const file = new File([new Uint8Array(9 * MB)], 'x.bin');
    const sent = [];
    for (let turn = 0; turn < 4; turn += 1) {
      const input = { id: crypto.randomUUID(), conversation, thread: null, text: '' };
      sent.push(...(await Promise.allSettled([client.upload('/api/messages', input, { a: file })])));
    }
    expect(refusals(sent).map(({ status }) => status)).toEqual([413, 413]);
    expect(refusals(sent)[0]?.body).toContain('20');
  });

  it.each([
    ['up to the budget', 20],
    ['that the budget allows', 1000],
  ])('of commands %s lets another person’s pass after a few steps', async (_what, commandsPerMinute) => {
    await store.transaction(async (context) => {
      await context.community.saveSettings({ ...(await context.community.settings()), commandsPerMinute });
    });
    pass(3_600_000);
    const { inbox } = served.app;
    let events = 0;
    const ask = (user: string) =>
      inbox.command({
        eventId: `flood:${commandsPerMinute}:${(events += 1)}`,
        from: { platform: 'slack', space: 'T1', user },
        conversation: { platform: 'slack', space: 'T1', id: 'C1', kind: 'channel' },
        command: 'profile',
        input: { type: 'text', text: 'show' },
      });
    await ask('U2');
    let done = 0;
    const flood = Array.from({ length: FLOOD }, async () => {
      const reply = await ask('U1');
      done += 1;
      return textOf(reply);
    });
    await ask('U2');
    // What was done for the flood while the other person waited, whatever a machine needs for one step.
    expect(done).toBeLessThanOrEqual(16);
    const texts = await Promise.all(flood);
    expect(texts.filter((text) => text.includes('short break'))).toHaveLength(Math.max(0, FLOOD - commandsPerMinute));
  });
});

describe('turns', () => {
  it('let so many of one key run at once, in their order, and others beside them', async () => {
    const turns = createTurns(2);
    const begun: string[] = [];
    const ends: (() => void)[] = [];
    const work = (key: string, name: string) =>
      turns.run(key, () => {
        begun.push(name);
        return new Promise<void>((resolve) => void ends.push(resolve));
      });
    const all = [work('a', 'a1'), work('a', 'a2'), work('a', 'a3'), work('b', 'b1'), work('a', 'a4')];
    await Promise.resolve();
    expect(begun).toEqual(['a1', 'a2', 'b1']);
    expect(turns.waiting('a')).toBe(2);
    ends[0]?.();
    await all[0];
    await expect.poll(() => begun).toEqual(['a1', 'a2', 'b1', 'a3']);
    ends[1]?.();
    ends[2]?.();
    await expect.poll(() => begun.length).toBe(5);
    for (const end of ends) end();
    await Promise.all(all);
    await expect(turns.run('c', () => Promise.reject(new Error('x')))).rejects.toThrow('x');
    expect(await turns.run('c', async () => 'again')).toBe('again');
  });
});
