import { describe, expect, test } from 'vitest';
import { after } from '../../../src/core/time.js';
import type { TestStore } from '../../support/store.js';
import { T0 } from './samples.js';

export function describeThreadActs(store: () => TestStore): void {
  describe('what the bot does to a thread', () => {
    const thread = { to: 'thread', thread: 'topics:7', of: 'topics', title: 'Plans' } as const;
    const onDiscord = { ...thread, platform: 'discord' } as const;
    const deliveries = () => store().engines.autocommit.deliveries;
    const acting = (since = T0) => deliveries().isActing('topics:7', 'discord', since);
    const end = async (key: string, change: Parameters<ReturnType<typeof deliveries>['update']>[1]) => {
      const found = await deliveries().find(key);
      if (found) await deliveries().update(found.id, change);
    };

    test('counts while it is planned or tried, and as done since its end', async () => {
      expect(await acting()).toBe(false);
      await deliveries().closeThread({ key: 'close', thread: onDiscord, dueAt: after(T0, 1_000) });
      expect(await acting(after(T0, 9_000))).toBe(true);
      await end('close', { state: 'sending' });
      expect(await acting(after(T0, 9_000))).toBe(true);
      await end('close', { state: 'sent', sentAt: after(T0, 5_000) });
      expect([await acting(after(T0, 5_000)), await acting(after(T0, 5_001))]).toEqual([true, false]);
    });

    test('counts on each platform while it is planned for all; what failed or was dropped does not', async () => {
      await deliveries().reopenThread({ key: 'reopen', thread, dueAt: T0 });
      expect(await acting(after(T0, 1))).toBe(true);
      for (const state of ['failed', 'dropped'] as const) {
        await end('reopen', { state });
        expect([state, await acting()]).toEqual([state, false]);
      }
    });

    test('is nothing that happens on other platforms, in other threads, or by messages', async () => {
      await deliveries().closeThread({ key: 'slack', thread: { ...thread, platform: 'slack' }, dueAt: T0 });
      await deliveries().closeThread({ key: 'other', thread: { ...onDiscord, thread: 'topics:70' }, dueAt: T0 });
      await deliveries().plan({ key: 'message', kind: 'topics.closing.closed', args: {}, to: onDiscord, dueAt: T0 });
      expect(await acting()).toBe(false);
    });
  });
}
