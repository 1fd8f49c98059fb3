import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MemberId } from '../../src/core/ids.js';
import { after } from '../../src/core/time.js';
import { createArrivalOrder } from '../../src/dispatch/arrival-order.js';
import { createInbox, type RunningInbox } from '../../src/dispatch/inbox.js';
import { createFeatureSet } from '../../src/feature-api/index.js';
import { features as allFeatures } from '../../src/features/index.js';
import type { Identity, ThreadEvent } from '../../src/ports/chat.js';
import { memberWith } from '../support/active-member.js';
import { createTestClock } from '../support/clock.js';
import { aFeature } from '../support/features.js';
import { createTestLogger } from '../support/logger.js';
import { engines, type TestStore } from '../support/store.js';
import { createManualTimer, type ManualTimer, until } from '../support/timer.js';

const thread = { platform: 'web', space: 'test', id: 'thread:1', kind: 'thread' } as const;
const message = { conversation: thread, id: '5' };
const zahraOnWeb: Identity = { platform: 'web', space: 'test', user: 'zahra' };

describe.each(engines())('what happens in threads, on $name', (engine) => {
  let store: TestStore;
  let inbox: RunningInbox;
  let timer: ManualTimer;
  let zahra: MemberId;
  let heard: string[];
  const clock = createTestClock();
  const logger = createTestLogger();

  beforeEach(async () => {
    store = await engine.open();
    heard = [];
    timer = createManualTimer();
    const listening = (name: string) =>
      aFeature({
        name,
        listener: {
          heard: async (_context, { key }) => void heard.push(`${name} heard ${key}`),
          thread: async ({ inTransaction }, { key, member, what }) =>
            void heard.push(`${name} ${what.type} ${key} ${member}${inTransaction ? '' : ' alone'}`),
          mayRead: async (_context, { key, member }) => key === 'talks:1' && member === zahra,
        },
      });
    const features = createFeatureSet([...allFeatures.all, listening('talks'), listening('other')]);
    const engines = { contexts: store.contexts({ clock, features }), clock, logger, timer, owner: 'test' };
    inbox = createInbox({ ...engines, newReference: () => 'REF', order: createArrivalOrder({ ...engines, adapters: new Map() }) });
    zahra = await memberWith(store, zahraOnWeb, { name: 'Zahra' });
    await store.autocommit.conversations.save('talks:1', thread);
  });
  afterEach(() => store.close());

  let events = 0;
  const happens = (what: ThreadEvent['what'], more: Partial<ThreadEvent> = {}): Promise<void> =>
    inbox.thread({ eventId: `e${++events}`, from: zahraOnWeb, conversation: thread, message, at: clock.now(), what, ...more });

  test('reaches the feature whose name the key begins with, once, in the transaction of the event', async () => {
    await happens({ type: 'posted' }, { eventId: 'same' });
    await happens({ type: 'posted' }, { eventId: 'same' });
    await happens({ type: 'reacted', emoji: '👍' });
    expect(heard).toEqual([
      'talks heard talks:1',
      'other heard talks:1',
      `talks posted talks:1 ${zahra}`,
      `talks reacted talks:1 ${zahra}`,
    ]);
  });

  test('of a deletion also if the platform does not tell whose message it was; of strangers and other threads nothing', async () => {
    await happens({ type: 'deleted' }, { from: null });
    await happens({ type: 'posted' }, { from: { ...zahraOnWeb, user: 'stranger' } });
    await happens({ type: 'posted' }, { conversation: { ...thread, id: 'thread:2' } });
    expect(heard).toEqual(['talks deleted talks:1 null']);
  });

  test('what somebody writes may be read only if the feature of the thread says so', async () => {
    expect(await inbox.mayRead(thread, zahraOnWeb)).toBe(true);
    expect(await inbox.mayRead(thread, { ...zahraOnWeb, user: 'stranger' })).toBe(false);
    expect(await inbox.mayRead({ ...thread, id: 'thread:2' }, zahraOnWeb)).toBe(false);
    await store.autocommit.conversations.save('nobody:1', { ...thread, id: 'thread:3' });
    expect(await inbox.mayRead({ ...thread, id: 'thread:3' }, zahraOnWeb)).toBe(false);
  });

  test('somebody who writes before the opening of the thread is recorded is heard all the same', async () => {
    const fresh = { ...thread, id: 'thread:9' };
    const { deliveries, conversations } = store.autocommit;
    const to = { to: 'thread', thread: 'talks:9', of: 'general', title: 'Nine' } as const;
    await deliveries.plan({ key: 'open', kind: 'talks.open', args: {}, to, dueAt: clock.now() });
    const opening = await deliveries.find('open');
    if (!opening) throw new Error('no delivery');
    const channel = { ...thread, id: 'general', kind: 'channel' } as const;
    await deliveries.update(opening.id, { state: 'sending', outcomeUnknown: true, conversation: channel });
    const done = happens({ type: 'posted' }, { conversation: fresh });
    await until(() => timer.waits().length > 0);
    expect(heard).toEqual([]);
    await conversations.save('talks:9', fresh);
    await deliveries.update(opening.id, { state: 'sent', sentAt: after(clock.now(), 1) });
    timer.ring();
    await done;
    expect(heard.at(-1)).toBe(`talks posted talks:9 ${zahra}`);
  });
});
