import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createDeliverJob } from '../../../src/agenda/deliver.js';
import { createNotificationRegistry } from '../../../src/agenda/notifications.js';
import { isQuiet } from '../../../src/calendar/hours.js';
import type { MemberId } from '../../../src/core/ids.js';
import { defaultSettings } from '../../../src/core/settings.js';
import { after, DAY, HOUR, MINUTE } from '../../../src/core/time.js';
import { defineNotification } from '../../../src/feature-api/index.js';
import type { AgendaRunner } from '../../../src/ports/runner.js';
import { memberWith } from '../../support/active-member.js';
import { createTestClock, type TestClock } from '../../support/clock.js';
import { createFakeAdapter, type FakeAdapter } from '../../support/fake-adapter.js';
import { createTestLogger } from '../../support/logger.js';
import type { TestStore } from '../../support/store.js';
import { createManualTimer, type ManualTimer, until } from '../../support/timer.js';
import { saying } from '../store/samples.js';
import type { RunnerOptions } from './describe-runner.js';

/** Awake until nine, in the middle of the day, and asleep when it begins. */
const ZONES = ['Asia/Baghdad', 'America/New_York', 'Pacific/Auckland'] as const;
const BEGIN = '2026-11-22T20:00:00+03:00';
const STEP = HOUR;
const LEAPS = [-DAY, -HOUR, HOUR, DAY];

/** Quiet hours on every runner: what a clock that leaps must not do to a reader's night. */
export function describeQuietHours(name: string, open: () => Promise<TestStore>, create: (options: RunnerOptions) => AgendaRunner): void {
  describe(`quiet hours: ${name}`, () => {
    let store: TestStore;
    let clock: TestClock;
    let timer: ManualTimer;
    let platform: FakeAdapter;
    let runner: AgendaRunner;
    let faults: string[];
    const readers = new Map<string, { readonly zone: string; readonly id: MemberId }>();
    const planned = new Map<string, { readonly dueAt: number; readonly zone: string; readonly asked: boolean }>();

    const kind = (urgency: 'normal' | 'asked') =>
      defineNotification(
        {
          kind: `test.${urgency}`,
          notice: 'test.news',
          urgency,
          lateness: { policy: 'run' },
          onUnknownOutcome: 'hold',
          args: z.object({}),
        },
        async () => ({ message: saying(urgency) }),
      );

    beforeEach(async () => {
      store = await open();
      clock = createTestClock(BEGIN);
      timer = createManualTimer();
      platform = createFakeAdapter('discord');
      faults = [];
      readers.clear();
      planned.clear();
      for (const zone of ZONES) {
        const id = await memberWith(store, { platform: 'discord', space: 'test', user: zone }, { name: zone, timezone: zone });
        readers.set(zone, { zone, id });
      }
      platform.before = async ({ key }) => {
        const message = planned.get(key);
        if (message === undefined) faults.push(`${key} is nobody's`);
        else if (clock.now() < message.dueAt) faults.push(`${key} is early`);
        else if (!message.asked && isQuiet(clock.now(), message.zone, defaultSettings.quietHours)) faults.push(`${key} at night`);
      };
      const logger = createTestLogger();
      const notifications = createNotificationRegistry([kind('normal'), kind('asked')]);
      const contexts = store.contexts({ clock });
      const job = createDeliverJob({ store: contexts, clock, notifications, adapters: new Map([[platform.platform, platform]]) });
      runner = create({ store: contexts, clock, timer, logger, owner: 'test', platforms: ['discord'], jobs: [job] });
    });
    afterEach(async () => {
      const stopped = runner.stop(0);
      timer.ring();
      await stopped;
      await store.close();
    });

    const plan = async (word: string, zone: string, inMs: number) => {
      const key = `${word}:${zone}`;
      const [asked, dueAt, reader] = [word === 'asked', after(clock.now(), inMs), readers.get(zone)];
      if (reader === undefined) throw new Error(`nobody lives in ${zone}`);
      planned.set(key, { dueAt, zone, asked });
      await store.autocommit.deliveries.plan({
        key,
        kind: asked ? 'test.asked' : 'test.normal',
        args: {},
        to: { to: 'member', member: reader.id },
        dueAt,
      });
    };
    /** What is due has run, or waits for a later moment. */
    const settle = async () => {
      timer.ring();
      await until(() => timer.waits().length > 0);
      await until(async () => {
        const { agenda } = store.autocommit;
        return (await agenda.countDue(clock.now())) === 0 && (await agenda.countByState()).running === undefined;
      });
    };
    const walk = async (ms: number) => {
      for (let passed = 0; passed < ms; passed += STEP) {
        clock.advance(STEP);
        await settle();
      }
    };
    const keys = () => platform.posted.map(({ key }) => key).sort();
    const all = () => [...planned.keys()].sort();

    test.each(LEAPS)('a leap by %i ms delivers nothing at night, nothing early, nothing twice, and loses nothing', async (leap) => {
      for (const zone of ZONES) {
        await plan('now', zone, 0);
        await plan('asked', zone, 90 * MINUTE);
        await plan('evening', zone, HOUR);
        await plan('tomorrow', zone, 20 * HOUR);
        await plan('later', zone, 3 * DAY);
      }
      await runner.start();
      await settle();
      expect(keys()).toEqual(['now:America/New_York', 'now:Asia/Baghdad']);
      await walk(HOUR);
      // Baghdad sleeps too now, and its evening's message waits for the morning.
      expect((await store.autocommit.deliveries.find('evening:Asia/Baghdad'))?.state).toBe('held');
      clock.advance(leap);
      await settle();
      await walk(5 * DAY + HOUR);
      expect(keys()).toEqual(all());
      expect(faults).toEqual([]);
    });

    test.each([-DAY, DAY])('a leap by %i ms while a try is in doubt: what waits for the morning is looked for then', async (leap) => {
      await plan('lost', 'Asia/Baghdad', 0);
      platform.troubles.push('lost');
      await runner.start();
      await until(async () => (await store.autocommit.agenda.find('deliver:lost:Asia/Baghdad'))?.reason === 'delivery:ambiguous');
      await plan('after', 'Asia/Baghdad', HOUR);
      clock.advance(leap);
      await walk(3 * DAY);
      expect(keys()).toEqual(['after:Asia/Baghdad', 'lost:Asia/Baghdad']);
      expect(faults).toEqual([]);
    });

    test('they begin, or the clock leaps into them, while a message waits for its slot: it waits for the morning', async () => {
      const post = platform.post.bind(platform);
      let slots = 0;
      platform.post = (to, message, options) => {
        slots += 1;
        if (slots === 1) clock.advance(HOUR);
        return post(to, message, options);
      };
      await plan('evening', 'Asia/Baghdad', 0);
      await runner.start();
      await until(async () => (await store.autocommit.deliveries.find('evening:Asia/Baghdad'))?.state === 'held');
      await settle();
      const held = await store.autocommit.deliveries.find('evening:Asia/Baghdad');
      expect([platform.posted, held?.outcomeUnknown, held?.reason]).toEqual([[], false, 'quiet-hours']);
      await walk(12 * HOUR);
      expect(keys()).toEqual(all());
      expect(platform.probes).toBe(0);
      expect(faults).toEqual([]);
    });
  });
}
