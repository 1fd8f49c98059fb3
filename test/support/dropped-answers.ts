import type { Message } from '../../src/core/message.js';
import { type ChatAdapter, type ConversationRef, DeliveryError, type Identity, type MessageRef } from '../../src/ports/chat.js';
import type { TestClock } from './clock.js';
import { startDiscord } from './discord/harness.js';
import { requests } from './discord/index.js';
import { startSlackHouse } from './slack/index.js';

const say = (text: string): Message => ({ cards: [{ language: 'en', blocks: [{ type: 'paragraph', text: [text] }] }] });
/** In so many conversations: what has to be read again in each search stays short. */
const PLACES = 10;
const TRIES = 10;
/** By the next try Discord may have forgotten the nonce. */
const NONCE_FORGOTTEN_MS = 10 * 60_000;

/** Tries as the delivery job does: after an end unknown it looks before it posts again, `waitMs` later. */
export async function deliverAsTheJob(
  { adapter, clock }: { readonly adapter: ChatAdapter; readonly clock: TestClock },
  { to, message, key, waitMs = 5_000 }: { to: ConversationRef; message: Message; key: string; waitMs?: number },
): Promise<{ readonly ref: MessageRef; readonly tries: number }> {
  let outcomeUnknown = false;
  for (let tries = 1; tries < TRIES; tries += 1) {
    try {
      const there = outcomeUnknown ? await adapter.find(to, key) : undefined;
      return { ref: there ?? (await adapter.post(to, message, { key, mentions: new Map() })), tries };
    } catch (error) {
      if (!(error instanceof DeliveryError) || error.outcome === 'refused' || error.outcome === 'unreachable') throw error;
      outcomeUnknown ||= error.outcome === 'ambiguous';
      clock.advance(error.retryAfterMs ?? waitMs);
    }
  }
  throw new Error('never delivered');
}

/** What each conversation shows, and what it has to show, in order. */
export interface Shown {
  readonly shown: readonly (readonly string[])[];
  readonly expected: readonly (readonly string[])[];
}

const expectedOf = (times: number): Shown['expected'] =>
  Array.from({ length: PLACES }, (_, place) => Array.from({ length: times / PLACES }, (_, round) => `message ${round * PLACES + place}`));

/** Delivers so many messages (a multiple of ten) on Slack, which keeps each and loses its answer, sometimes after other troubles: each is visible once. */
export async function loseAnswersOnSlack(times: number): Promise<Shown> {
  const house = await startSlackHouse();
  const { slack, adapter } = house;
  try {
    const readers = Array.from({ length: PLACES }, (_, index) => slack.addUser({ id: `U0READER${index}` }).id);
    const person = (user: string): Identity => ({ platform: 'slack', space: slack.team, user });
    const places = await Promise.all(readers.map((user) => adapter.openDirect(person(user))));
    const before = [
      { type: 'drop' },
      { type: 'status', status: 500 },
      { type: 'rate-limit', seconds: 3 },
      { type: 'error', error: 'internal_error' },
    ] as const;
    for (let turn = 0; turn < times; turn += 1) {
      for (let more = 0; more < turn % 3; more += 1) {
        const fault = before[(turn + more) % before.length];
        if (fault) slack.fail('chat.postMessage', fault);
      }
      slack.fail('chat.postMessage', turn % 2 === 0 ? { type: 'commit-then-drop' } : { type: 'commit-then-status', status: 502 });
      // The search may fail too.
      if (turn % 7 === 0) slack.fail('conversations.history', { type: 'status', status: 503 });
      const to = places[turn % PLACES];
      if (!to) throw new Error('no reader');
      await deliverAsTheJob(house, { to, message: say(`message ${turn}`), key: `coffee.reminder:${turn}` });
    }
    const shown = places.map((to, index) => slack.visible(to.id, readers[index] ?? '').map(({ text }) => text));
    return { shown, expected: expectedOf(times) };
  } finally {
    await house.close();
  }
}

/** The same on Discord. */
export async function loseAnswersOnDiscord(times: number): Promise<Shown> {
  const house = await startDiscord();
  const { discord, adapter } = house;
  try {
    const channels = Array.from({ length: PLACES }, (_, index) => discord.textChannel(`channel-${index}`));
    const general = await adapter.channel('general');
    if (!general) throw new Error('no general channel');
    for (let turn = 0; turn < times; turn += 1) {
      const posts = requests('POST', /^\/channels\/\d+\/messages$/);
      if (turn % 5 === 4) discord.faults.next(posts, { type: 'drop', commit: false });
      // Also the second try of the adapter itself.
      discord.faults.next(
        posts,
        turn % 3 === 2 ? { type: 'status', status: 502, commit: true } : { type: 'drop', commit: true },
        turn % 2 === 0 ? 2 : 1,
      );
      const to = { ...general, id: channels[turn % PLACES]?.id ?? '' };
      await deliverAsTheJob(house, { to, message: say(`message ${turn}`), key: `key-${turn}`, waitMs: NONCE_FORGOTTEN_MS });
    }
    const shown = channels.map(({ messages }) => messages.map((message) => discord.words(message)));
    return { shown, expected: expectedOf(times) };
  } finally {
    await house.close();
  }
}
