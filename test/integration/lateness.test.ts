import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDeliverJob } from '../../src/agenda/deliver.js';
import { createEmbeddedRunner } from '../../src/agenda/embedded.js';
import { DELIVER } from '../../src/agenda/jobs.js';
import { createNotificationRegistry } from '../../src/agenda/notifications.js';
import { type App, createApp } from '../../src/app.js';
import { localDateOf } from '../../src/calendar/wall-clock.js';
import { createInlineCompute } from '../../src/compute/host.js';
import type { MemberId } from '../../src/core/ids.js';
import { LANGUAGES } from '../../src/core/language.js';
import { after, DAY, HOUR, type Instant, MINUTE } from '../../src/core/time.js';
import type { Lateness } from '../../src/feature-api/index.js';
import { features } from '../../src/features/index.js';
import { agendaLabel, reasonLabel } from '../../src/language/index.js';
import { DeliveryError } from '../../src/ports/chat.js';
import { saying } from '../contract/store/samples.js';
import { memberWith } from '../support/active-member.js';
import { createTestClock } from '../support/clock.js';
import { createFakeAdapter } from '../support/fake-adapter.js';
import { createTestLogger } from '../support/logger.js';
import { openTestStore, type TestStore } from '../support/store.js';

const GUIDE = readFileSync(new URL('../../docs/reliability.md', import.meta.url), 'utf8');

const policy = (lateness: Lateness): string => {
  if (lateness.policy === 'run') return 'whenever';
  const { afterMs } = lateness;
  return `dropped after ${afterMs % DAY === 0 ? `${afterMs / DAY} d` : `${afterMs / HOUR} h`}`;
};

describe('what is late', () => {
  const clock = createTestClock();
  const logger = createTestLogger();
  let store: TestStore;
  let app: App;
  beforeAll(async () => {
    store = await openTestStore();
    app = createApp({
      store: store.engines,
      features,
      clock,
      logger,
      compute: createInlineCompute(),
      organisers: [],
      createAdapters: () => [],
      newReference: () => 'REF',
      random: () => 1,
      owner: 'test',
    });
  });
  afterAll(() => store.close());

  test('is written in docs/reliability.md, kind by kind', () => {
    const jobs = app.jobs.map(({ kind, lateness }) => `| \`${kind}\` | ${policy(lateness)} |`);
    const messages = features.messages.map(({ kind, notice, lateness, onUnknownOutcome, urgency }) => {
      const hours = urgency === 'asked' ? 'goes out' : 'waits';
      const known = notice === 'posted' ? notice : `\`${notice}\``;
      return `| \`${kind}\` | ${known} | ${policy(lateness)} | ${hours} | ${onUnknownOutcome === 'hold' ? 'held' : 'sent again'} |`;
    });
    for (const rows of [jobs, messages]) expect(GUIDE).toContain(rows.join('\n'));
  });

  /** What the kinds of a feature begin with. */
  const kindPrefixOf = (feature: string) => features.all.find(({ name }) => name === feature)?.kindPrefix ?? feature;

  test('has words for organisers in each language: kinds, and why one came to nothing', () => {
    const kinds = [
      ...app.jobs.flatMap(({ kind }) => (kind === DELIVER ? [] : [{ type: 'job', kind } as const])),
      ...features.messages.map(({ kind }) => ({ type: 'message', kind }) as const),
    ];
    const folder = fileURLToPath(new URL('../../src/features', import.meta.url));
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    const reasons = sources.flatMap((file) =>
      [...readFileSync(join(folder, file), 'utf8').matchAll(/(?:drop|type: '(?:dropped|failed)', reason): '([^']+)'/g)].map(
        ([, reason = '']) => ({ feature: file.split(sep)[0] ?? '', reason }),
      ),
    );
    expect(reasons.length).toBeGreaterThan(20);
    for (const language of LANGUAGES) {
      const nameless = kinds.filter((one) => agendaLabel(one, language).includes(one.kind));
      expect(nameless.map(({ kind }) => kind)).toEqual([]);
      const wordless = reasons.filter(({ feature, reason }) => reasonLabel({ kind: kindPrefixOf(feature) }, reason, language) === reason);
      expect(wordless).toEqual([]);
    }
  });

  /** How late a row may be found, in milliseconds, and still runs; `undefined`: however late. */
  const bounds = (lateness: Lateness) =>
    lateness.policy === 'run'
      ? [{ late: 400 * DAY, runs: true }]
      : [
          { late: lateness.afterMs, runs: true },
          { late: lateness.afterMs + 1, runs: false },
        ];

  test('each kind of row runs or is dropped as it says, and none a millisecond early', async () => {
    expect(app.jobs.length).toBeGreaterThan(8);
    const ran: string[] = [];
    const jobs = app.jobs.map((job) => ({
      ...job,
      run: async () => {
        ran.push(job.kind);
        return { type: 'done' as const, effects: async () => {} };
      },
    }));
    const runner = createEmbeddedRunner({ store: app.contexts, clock, logger, owner: 'test', jobs });
    for (const { kind, lateness } of jobs) {
      for (const { late, runs } of [{ late: 0, runs: true }, ...bounds(lateness)]) {
        const key = `${kind}:${late}`;
        const dueAt = after(clock.now(), 1000);
        await store.autocommit.agenda.plan({ key, kind, payload: {}, dueAt });
        clock.set(after(dueAt, -1));
        await runner.runDue();
        expect((await store.autocommit.agenda.find(key))?.state, `${key} not early`).toBe('planned');
        clock.set(after(dueAt, late));
        ran.length = 0;
        await runner.runDue();
        expect([ran, (await store.autocommit.agenda.find(key))?.state, (await store.autocommit.agenda.find(key))?.reason], key).toEqual(
          runs ? [[kind], 'done', null] : [[], 'dropped', 'too-late'],
        );
      }
    }
  });

  /** Somebody who wants to be told all in private, also what others have to ask for. */
  const wantAll = async (reader: MemberId) => {
    for (const notice of features.notices) {
      const { name } = notice;
      if ('default' in notice && notice.default !== 'here')
        await store.autocommit.notices.choose(reader, { notice: name, choice: 'here', platform: null });
    }
  };

  test('each kind of message goes out or is dropped as it says, and none a millisecond early', async () => {
    expect(features.messages.length).toBeGreaterThan(15);
    const web = createFakeAdapter();
    const reader = await memberWith(store, { platform: 'web', space: 'test', user: 'zahra' }, { name: 'Zahra' });
    await wantAll(reader);
    const notifications = createNotificationRegistry(
      features.messages.map((one) => ({ ...one, urgency: 'asked' as const, compose: async () => ({ message: saying(one.kind) }) })),
    );
    const jobs = [createDeliverJob({ store: app.contexts, clock, notifications, adapters: new Map([[web.platform, web]]) })];
    expect(jobs[0]?.kind).toBe(DELIVER);
    const runner = createEmbeddedRunner({ store: app.contexts, clock, logger, owner: 'test', jobs });
    for (const { kind, lateness } of features.messages) {
      for (const { late, runs } of [{ late: 0, runs: true }, ...bounds(lateness)]) {
        const key = `${kind}:${late}`;
        const dueAt = after(clock.now(), 1000);
        await store.autocommit.deliveries.plan({ key, kind, args: {}, to: { to: 'member', member: reader }, dueAt });
        clock.set(after(dueAt, -1));
        await runner.runDue();
        expect((await store.autocommit.deliveries.find(key))?.state, `${key} not early`).toBe('planned');
        clock.set(after(dueAt, late));
        const before = web.posted.length;
        await runner.runDue();
        const { state, reason } = (await store.autocommit.deliveries.find(key)) ?? {};
        expect([web.posted.length - before, state, reason], key).toEqual(runs ? [1, 'sent', null] : [0, 'dropped', 'too-late']);
      }
    }
  });

  test('each kind of message waits for the morning or goes out at night, and is held or sent again in doubt, as it says', async () => {
    const web = createFakeAdapter();
    const reader = await memberWith(store, { platform: 'web', space: 'test', user: 'asleep' }, { name: 'Asleep' });
    await wantAll(reader);
    const notifications = createNotificationRegistry(
      features.messages.map((one) => ({ ...one, compose: async () => ({ message: saying(one.kind) }) })),
    );
    const jobs = [createDeliverJob({ store: app.contexts, clock, notifications, adapters: new Map([[web.platform, web]]) })];
    const runner = createEmbeddedRunner({ store: app.contexts, clock, logger, owner: 'test', jobs });
    const tomorrow = localDateOf(after(clock.now(), DAY), 'Asia/Baghdad');
    const [night, morning] = [Date.parse(`${tomorrow}T23:00:00+03:00`), Date.parse(`${tomorrow}T08:00:00+03:00`) + DAY];
    const toReader = (key: string, kind: string) =>
      store.autocommit.deliveries.plan({ key, kind, args: {}, to: { to: 'member', member: reader }, dueAt: clock.now() });
    const posts = (key: string) => web.posted.filter((post) => post.key === key).length;

    clock.set(night);
    for (const { kind } of features.messages) await toReader(`night:${kind}`, kind);
    await runner.runDue();
    for (const { kind, urgency } of features.messages) {
      expect([kind, posts(`night:${kind}`), (await store.autocommit.deliveries.find(`night:${kind}`))?.state]).toEqual(
        urgency === 'asked' ? [kind, 1, 'sent'] : [kind, 0, 'held'],
      );
    }
    clock.set(morning - 1);
    await runner.runDue();
    const asked = features.messages.filter(({ urgency }) => urgency === 'asked');
    expect(web.posted).toHaveLength(asked.length);
    clock.set(morning);
    await runner.runDue();
    expect(features.messages.map(({ kind }) => posts(`night:${kind}`))).toEqual(features.messages.map(() => 1));

    for (const { kind, onUnknownOutcome } of features.messages) {
      web.silent = new DeliveryError('may not read', 'refused');
      web.troubles.push('lost');
      await toReader(`doubt:${kind}`, kind);
      await runner.runDue();
      clock.advance(MINUTE);
      await runner.runDue();
      expect([kind, posts(`doubt:${kind}`), (await store.autocommit.deliveries.find(`doubt:${kind}`))?.state]).toEqual(
        onUnknownOutcome === 'hold' ? [kind, 1, 'held'] : [kind, 2, 'sent'],
      );
    }
  });

  test.each([-HOUR, -DAY, HOUR, DAY])('a clock that leaps by %i ms sends nothing twice and nothing before its time', async (leap) => {
    const web = createFakeAdapter();
    const reader = await memberWith(store, { platform: 'web', space: 'test', user: `leap${leap}` }, { name: `Leaping ${leap}` });
    const news = features.messages.filter(({ lateness }) => lateness.policy === 'run').slice(0, 1);
    const kind = news[0]?.kind ?? '';
    const notifications = createNotificationRegistry(
      news.map((one) => ({ ...one, urgency: 'asked' as const, compose: async () => ({ message: saying('x') }) })),
    );
    const adapters = new Map([[web.platform, web]]);
    const make = () =>
      createEmbeddedRunner({
        store: app.contexts,
        clock,
        logger,
        owner: 'test',
        jobs: [createDeliverJob({ store: app.contexts, clock, notifications, adapters })],
      });
    const runner = make();
    const plan = (name: string, dueAt: Instant) =>
      store.autocommit.deliveries.plan({ key: `${leap}:${name}`, kind, args: {}, to: { to: 'member', member: reader }, dueAt });
    const [begin, soon] = [clock.now(), after(clock.now(), 10 * 60_000)];
    await plan('now', begin);
    // Its answer is lost: it is looked for at the next try.
    web.troubles.push('lost');
    await runner.runDue();
    await plan('soon', soon);
    await plan('later', after(begin, 3 * DAY));
    clock.advance(leap);
    await runner.runDue();
    // A process that begins after the leap does the same.
    await make().runDue();
    const sent = () => web.posted.map(({ key }) => key.split(':')[1]);
    expect(sent()).toEqual(leap > 0 ? ['now', 'soon'] : ['now']);
    clock.set(soon);
    await runner.runDue();
    clock.advance(HOUR);
    await runner.runDue();
    expect(sent()).toEqual(['now', 'soon']);
    clock.set(after(begin, 3 * DAY));
    await runner.runDue();
    expect(sent()).toEqual(['now', 'soon', 'later']);
    expect(web.probes).toBe(1);
  });
});
