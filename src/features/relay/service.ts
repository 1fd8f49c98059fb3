import { InputError, NotFoundError } from '../../core/errors.js';
import type { MemberId, RelayId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import type { Card } from '../../core/message.js';
import { type Clock, HOUR, type Instant, leftOf } from '../../core/time.js';
import { phrase, withoutDirectionControls } from '../../language/index.js';
import type { Logger } from '../../ports/logger.js';
import type { Member } from '../../ports/members.js';
import type { Relay } from '../../ports/relay.js';
import type { Repositories, Store } from '../../ports/store.js';
import { relayCard } from './cards.js';
import {
  CHECK,
  CHECKED_AFTER,
  isTalk,
  othersOf,
  readersOf,
  standingOf,
  stateOf,
  tidyWords,
  WORDS_AN_HOUR,
  WORDS_MAX,
  wordKey,
} from './rules.js';

export interface RelayDependencies {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Told of each word that is carried, as of one in a group: `key` is the relay's. */
  readonly onWord: (key: string, member: MemberId, at: Instant) => Promise<void>;
}

export type RelayService = ReturnType<typeof createRelayService>;

/** Carries the words of people who have no place in common, once they agreed to it, until they no longer need it. */
export function createRelayService({ store, clock, logger, onWord }: RelayDependencies) {
  /** When words went out of late, by relay: only to slow a flood, so it need not outlive the process. */
  const recent = new Map<RelayId, readonly Instant[]>();

  /** A relay that the member is in. Others' relays and relays that never were look the same from outside. */
  async function own(r: Repositories, member: MemberId, id: RelayId): Promise<Relay> {
    const relay = await r.relays.find(id);
    if (!relay || stateOf(relay, member) === undefined) {
      throw new NotFoundError(`relay ${id} is not of member ${member}`, phrase('relay.error.not-yours'));
    }
    return relay;
  }

  async function tell(r: Repositories, relay: Relay, to: readonly MemberId[], kind: string, key: string, args: object = {}): Promise<void> {
    for (const member of to) {
      await r.deliveries.plan({
        key: `relay:${relay.id}:${key}:${member}`,
        kind,
        args: { relay: relay.id, ...args },
        to: { to: 'room', room: relay.key, member },
        dueAt: clock.now(),
      });
    }
  }

  /** Takes the member out, and ends the relay when fewer than two are left. Whoever is left is told, unless `quietly`. */
  async function leave(r: Repositories, relay: Relay, member: MemberId, quietly: boolean): Promise<void> {
    if (relay.state === 'ended' || stateOf(relay, member) === 'stopped') return;
    await r.relays.setMember(relay.id, member, 'stopped');
    const others = othersOf(relay, member);
    if (others.length > 1) return;
    await r.relays.update(relay.id, { state: 'ended' });
    if (!quietly) await tell(r, relay, others, 'relay.ended', 'stopped');
    logger.info({ relay: relay.id }, 'relay ended');
  }

  const lately = (relay: RelayId) => (recent.get(relay) ?? []).filter((at) => leftOf(at + HOUR, HOUR, clock.now()) > 0);

  return {
    store,

    /** Offers these people a relay, in the caller's transaction; a second time changes nothing. */
    offer: (r: Repositories, key: string, members: readonly MemberId[]): Promise<Relay> => r.relays.offer(key, members),

    /** The card of a relay as one of its people should see it now. */
    async card(key: string, reader: MemberId, language: Language): Promise<Card | undefined> {
      const relay = await store.autocommit.relays.findByKey(key);
      if (!relay || stateOf(relay, reader) === undefined) return undefined;
      return relayCard(relay, reader, await store.autocommit.members.findMany(othersOf(relay, reader)), language);
    },

    /** A relay of the member's with the people whom they reach. Throws a `NotFoundError`. */
    async view(member: MemberId, id: RelayId): Promise<{ readonly relay: Relay; readonly others: readonly Member[] }> {
      const relay = await own(store.autocommit, member, id);
      return { relay, others: await store.autocommit.members.findMany(othersOf(relay, member)) };
    },

    /** Agrees. When a second one does, the talk begins; also takes back that a contact was exchanged. Throws an `InputError` once it is over. */
    accept: (member: MemberId, id: RelayId): Promise<Relay> =>
      store.transaction(async (r) => {
        const relay = await own(r, member, id);
        const stopped = relay.members.some(({ state }) => state === 'stopped');
        if (relay.state === 'ended' && (stopped || stateOf(relay, member) !== 'accepted')) {
          throw new InputError('the relay is over', phrase('relay.error.over'));
        }
        await r.relays.setMember(id, member, 'accepted');
        const now = await own(r, member, id);
        if (!isTalk(now)) return now;
        await r.relays.update(id, { state: 'open' });
        const news = relay.state === 'open' ? [member] : now.members.filter(({ state }) => state === 'accepted').map((one) => one.member);
        if (stateOf(relay, member) !== 'accepted' || relay.state === 'ended') {
          await tell(r, now, news, 'relay.opened', relay.state === 'ended' ? `reopened${now.words}` : `opened${member}`);
        }
        return own(r, member, id);
      }),

    stop: (member: MemberId, id: RelayId): Promise<void> =>
      store.transaction(async (r) => leave(r, await own(r, member, id), member, false)),

    /** They reach one another without us now. */
    async exchanged(member: MemberId, id: RelayId): Promise<void> {
      const relay = await store.transaction(async (r) => {
        const open = await own(r, member, id);
        if (open.state !== 'open') return undefined;
        await r.relays.update(id, { state: 'ended' });
        await tell(r, open, readersOf(open, member), 'relay.ended', `contact${open.words}`, { member });
        return open;
      });
      if (relay) await onWord(relay.key, member, clock.now());
    },

    /** Carries words to the others. Throws an `InputError` for words that can't be carried, or a talk that is not open. */
    async write(member: MemberId, id: RelayId, typed: string): Promise<readonly MemberId[]> {
      const text = tidyWords(typed, withoutDirectionControls);
      if (text === '') throw new InputError('no words', phrase('relay.error.empty'));
      const { length } = Array.from(text);
      if (length > WORDS_MAX) throw new InputError('too long', phrase('relay.error.long', { length, max: WORDS_MAX }));
      const { relay, readers } = await store.transaction(async (r) => {
        const found = await own(r, member, id);
        const standing = standingOf(found, member);
        if (standing === 'ended') throw new InputError('the relay is over', phrase('relay.error.over'));
        if (standing !== 'open') throw new InputError('not open yet', phrase('relay.error.not-open'));
        if (lately(id).length >= WORDS_AN_HOUR) throw new InputError('too many words', phrase('relay.error.many'));
        const words = found.words + 1;
        await r.relays.update(id, { words });
        const to = readersOf(found, member);
        for (const reader of to) {
          await r.deliveries.plan({
            key: wordKey(id, words, reader),
            kind: 'relay.word',
            args: { relay: id, member },
            to: { to: 'room', room: found.key, member: reader },
            dueAt: clock.now(),
            words: { author: member, text },
          });
        }
        await r.agenda.plan({
          key: `relay:${id}:check${words}`,
          kind: CHECK,
          payload: { relay: id, word: words, member },
          dueAt: clock.now() + CHECKED_AFTER,
        });
        return { relay: found, readers: to };
      });
      recent.set(id, [...lately(id), clock.now()]);
      await onWord(relay.key, member, clock.now());
      return readers;
    },

    /** In the transaction that erases a member or marks them as left. */
    async onGone(r: Repositories, member: MemberId): Promise<void> {
      for (const relay of await r.relays.ofMember(member)) await leave(r, relay, member, true);
    },
  };
}
