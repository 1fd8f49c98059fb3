import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Attachment } from '../../src/core/message.js';
import { after, between, type Instant, MINUTE } from '../../src/core/time.js';
import { createMemoryPace } from '../../src/pace/memory.js';
import { type ConversationRef, DeliveryError, type MessageRef } from '../../src/ports/chat.js';
import { deliverAsTheJob } from '../support/dropped-answers.js';
import { type SlackHouse, startSlackHouse, visibleText } from '../support/slack/index.js';

let house: SlackHouse;
let to: ConversationRef;
beforeEach(async () => {
  let now = () => 0;
  house = await startSlackHouse({
    slack: { tiers: true },
    adapter: { pace: createMemoryPace({ now: () => now() }), languages: async () => ['en', 'ar'] },
  });
  now = () => house.clock.now();
  to = await house.adapter.openDirect({ platform: 'slack', space: house.slack.team, user: 'U0ZAINAB1' });
});
afterEach(() => house.close());

async function copy(count: number, files: readonly Attachment[] = []): Promise<readonly MessageRef[]> {
  const refs: MessageRef[] = [];
  for (let index = 0; index < count; index += 1) {
    const message = { cards: [{ language: 'en' as const, blocks: [{ type: 'paragraph' as const, text: [`Copy ${index}.`] }] }], files };
    refs.push((await deliverAsTheJob(house, { to, message, key: `copy:${index}` })).ref);
    // Uploads have a pace too.
    if (files.length > 0) house.clock.advance(1_300);
  }
  house.clock.advance(2 * MINUTE);
  return refs;
}

const readable = () => house.zainab.sees(to.id).filter((message) => /Copy \d+\./.test(visibleText(message)));
const standing = () => house.zainab.sees(to.id);
const refused = () => house.slack.calls.filter(({ error }) => error !== undefined);

/** Removes the newest first, and each again when its time has come, as the agenda does. */
function removing(refs: readonly MessageRef[]) {
  let waiting = refs.toReversed().map((ref) => ({ ref, at: house.clock.now() }));
  const attempt = async (ref: MessageRef): Promise<void> => {
    const later = await house.adapter.remove(ref).then(
      () => undefined,
      (error: unknown) => (error instanceof DeliveryError ? error.retryAfterMs : Promise.reject(error)),
    );
    if (later !== undefined) waiting.push({ ref, at: after(house.clock.now(), later) });
  };
  return {
    async until(end: Instant): Promise<void> {
      for (;;) {
        const next = waiting.reduce((first, { at }) => (at < first ? at : first), end);
        if (next > house.clock.now()) house.clock.advance(between(house.clock.now(), next));
        if (next >= end) return;
        const due = waiting.filter(({ at }) => at <= house.clock.now()).toSorted((a, b) => a.at - b.at);
        waiting = waiting.filter(({ at }) => at > house.clock.now());
        for (const { ref } of due) await attempt(ref);
      }
    },
  };
}

describe('what somebody takes back on Slack', () => {
  it('can be read no more within a minute for a hundred, the newest first, before anything that can’t be read is deleted', async () => {
    const refs = await copy(220);
    const began = house.clock.now();
    const removal = removing(refs);
    await removal.until(after(began, MINUTE));
    const oldest = Array.from({ length: 120 }, (_, index) => `Copy ${index}.`);
    expect(readable().map((message) => visibleText(message))).toEqual(oldest);
    expect(standing()).toHaveLength(170);
    expect(visibleText(standing().at(-1) ?? {})).toContain('This message has been removed.');
    await removal.until(after(began, 2 * MINUTE));
    expect(readable().map((message) => visibleText(message))).toEqual(oldest.slice(0, 20));
    await removal.until(after(began, 2.1 * MINUTE));
    expect(readable()).toEqual([]);
    await removal.until(after(began, 5 * MINUTE));
    expect(standing()).toEqual([]);
    expect(refused()).toEqual([]);
  });

  it('goes with its files, of which fifty can be deleted in a minute besides', async () => {
    const refs = await copy(60, [{ name: 'wells.csv', mediaType: 'text/csv', bytes: new Uint8Array([1]) }]);
    const began = house.clock.now();
    const removal = removing(refs);
    await removal.until(after(began, MINUTE));
    expect(readable()).toEqual([]);
    expect(house.slack.files.size).toBe(10);
    await removal.until(after(began, 3 * MINUTE));
    expect(standing()).toEqual([]);
    expect(house.slack.files.size).toBe(0);
    expect(refused()).toEqual([]);
  });

  it('says so in the languages of the community until it is deleted, and is found by its key', async () => {
    const [ref] = await copy(1);
    if (!ref) throw new Error('nothing posted');
    house.slack.fail('chat.delete', { type: 'rate-limit', seconds: 50 });
    await expect(house.adapter.remove(ref)).rejects.toMatchObject({ outcome: 'wait', retryAfterMs: 50_000 });
    expect(visibleText(standing()[0] ?? {})).toBe('This message has been removed. أُزيلت هذه الرسالة.');
    expect(await (await house.restart()).find(to, 'copy:0')).toEqual(ref);
    house.clock.advance(MINUTE);
    await house.adapter.remove(ref);
    expect(standing()).toEqual([]);
  });
});
