import type { MemberId, RelayId } from '../../core/ids.js';
import { DAY, HOUR, MINUTE } from '../../core/time.js';
import type { DeliveryState } from '../../ports/agenda.js';
import type { Relay, RelayMemberState } from '../../ports/relay.js';

/** What one message may hold, in characters: every platform shows it in one piece. */
export const WORDS_MAX = 1500;
/** Messages of one relay within an hour; more is no talk of two people. */
export const WORDS_AN_HOUR = 120;

/** The job that looks whether words have arrived: soon, then every hour until they have, or can't. */
export const CHECK = 'relay.check';
export const CHECKED_AFTER = 5 * MINUTE;
export const CHECKED_EVERY = HOUR;
/** Words that reach nobody are kept so long for another try, in days. */
export const KEPT_DAYS = 7;
export const KEPT_FOR = KEPT_DAYS * DAY;

export function wordKey(relay: RelayId, word: number, reader: MemberId): string {
  return `relay:${relay}:word${word}:${reader}`;
}

/** What became of words, as far as their writer needs to know. `waiting`: a reader did not come to look yet. */
export type Fate = 'settled' | 'on-the-way' | 'waiting' | 'failed';

/** `undefined`: the delivery is gone, with its reader or the wish for it. */
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

/** Who stands where for one of a relay's people. */
export type Standing = 'offered' | 'accepted' | 'open' | 'ended';

export function stateOf(relay: Relay, member: MemberId): RelayMemberState | undefined {
  return relay.members.find((one) => one.member === member)?.state;
}

/** The others, as far as they take part or have yet to answer. */
export function othersOf(relay: Relay, member: MemberId): readonly MemberId[] {
  return relay.members.filter((one) => one.member !== member && one.state !== 'stopped').map((one) => one.member);
}

/** Those to whom words of `member` are carried. */
export function readersOf(relay: Relay, member: MemberId): readonly MemberId[] {
  return relay.members.filter((one) => one.member !== member && one.state === 'accepted').map((one) => one.member);
}

/** A talk needs two who agreed to it. */
export function isTalk(relay: Relay): boolean {
  return relay.members.filter(({ state }) => state === 'accepted').length > 1;
}

export function standingOf(relay: Relay, member: MemberId): Standing {
  const own = stateOf(relay, member);
  if (relay.state === 'ended' || own === undefined || own === 'stopped') return 'ended';
  if (own === 'offered') return 'offered';
  return relay.state === 'open' && readersOf(relay, member).length > 0 ? 'open' : 'accepted';
}

/** A person's words as they are carried: composed letters, lines kept, nothing that turns the direction or that nobody sees. */
export function tidyWords(text: string, withoutDirections: (text: string) => string): string {
  return withoutDirections(text.normalize('NFC'))
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n]/gu, ' ')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
