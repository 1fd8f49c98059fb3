import type { MemberId } from '../../../core/ids.js';
import { DAY, HOUR, MINUTE } from '../../../core/time.js';
import type { DeliveryState, Relay, RelayId, RelayMemberState } from '../types.js';

/** What one message may hold, in characters: every platform shows it in one piece. */
export const MESSAGE_MAX = 1500;
/** Messages of one relay within an hour; more of them are a flood. */
export const MESSAGES_AN_HOUR = 120;

/** The job that checks whether a message has arrived: after five minutes, then every hour until it has, or never can. */
export const CHECK = 'relay.check';
export const CHECKED_AFTER = 5 * MINUTE;
export const CHECKED_EVERY = HOUR;
/** How long a message that reaches nobody is kept for another try, in days. */
export const KEPT_DAYS = 7;
export const KEPT_FOR = KEPT_DAYS * DAY;

/** The key of the delivery of a relay's message number `word` to one reader. */
export function messageKey(relay: RelayId, word: number, reader: MemberId): string {
  return `relay:${relay}:word${word}:${reader}`;
}

/** The key of the agenda row that checks whether message number `word` has arrived. */
export function checkKey(relay: RelayId, word: number): string {
  return `relay:${relay}:check${word}`;
}

/** What became of a message, as far as its writer needs to know. `waiting`: a reader has not asked for it yet. */
export type Fate = 'settled' | 'on-the-way' | 'waiting' | 'failed';

/** `undefined`: the delivery no longer exists, because its reader was erased. */
export function fateOf(state: DeliveryState | undefined): Fate {
  switch (state) {
    case undefined:
    case 'sent':
    case 'dropped':
      return 'settled';
    case 'planned':
    case 'sending':
      return 'on-the-way';
    case 'waiting':
      return 'waiting';
    case 'held':
    case 'failed':
      return 'failed';
    default:
      return state satisfies never;
  }
}

/** Where a relay stands for one of its members. */
export type Standing = 'offered' | 'accepted' | 'open' | 'ended';

export function stateOf(relay: Relay, member: MemberId): RelayMemberState | undefined {
  return relay.members.find((one) => one.member === member)?.state;
}

/** The others, as far as they take part or have yet to answer. */
export function othersOf(relay: Relay, member: MemberId): readonly MemberId[] {
  return relay.members.filter((one) => one.member !== member && one.state !== 'stopped').map((one) => one.member);
}

/** Those to whom messages of `member` are carried. */
export function readersOf(relay: Relay, member: MemberId): readonly MemberId[] {
  return relay.members.filter((one) => one.member !== member && one.state === 'accepted').map((one) => one.member);
}

/** A conversation needs two who agreed to it. */
export function isTalk(relay: Relay): boolean {
  return relay.members.filter(({ state }) => state === 'accepted').length > 1;
}

export function standingOf(relay: Relay, member: MemberId): Standing {
  const own = stateOf(relay, member);
  if (relay.state === 'ended' || own === undefined || own === 'stopped') return 'ended';
  if (own === 'offered') return 'offered';
  return relay.state === 'open' && readersOf(relay, member).length > 0 ? 'open' : 'accepted';
}

/** A message as it is carried: composed letters, line breaks kept, no invisible characters and none that change the direction. */
export function tidyMessage(text: string, withoutDirections: (text: string) => string): string {
  return withoutDirections(text.normalize('NFC'))
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n]/gu, ' ')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
