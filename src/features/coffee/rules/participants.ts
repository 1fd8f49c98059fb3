import { instantOf, minutesOf } from '../../../calendar/wall-clock.js';
import type { MemberId } from '../../../core/ids.js';
import { type LocalDate, MINUTE, periodAt } from '../../../core/time.js';
import type { PairingSettings, PairingWeights, Participant, PastMeeting } from '../pairing/types.js';
import type { CoffeeSettings, Match, Meeting, Member, Organisation, Participation, Round, RoundId } from '../types.js';
import { noRepeatFor } from './no-repeat.js';
import { termsOf } from './terms.js';

/** The least number of people in a match. */
export const FEWEST = 2;

const MINUTES_A_DAY = 1440;

/** What the matching knows of a member, beside their profile. */
export interface History {
  readonly roundsTaken: number;
  readonly leftOutLastTime: boolean;
  readonly avoids: readonly MemberId[];
  readonly acceptsTwo: boolean;
}

/** `hoursOf` is `createHours` of the day of the matching. */
export function toParticipant(
  member: Member,
  organisation: Organisation | undefined,
  hoursOf: ReturnType<typeof createHours>,
  history: History,
): Participant {
  return {
    id: member.id,
    organisationId: member.organisation,
    organisationType: organisation?.type ?? null,
    governorates: sorted(member.governorates.length > 0 ? member.governorates : (organisation?.governorates ?? [])),
    sectors: sorted(member.sectors.length > 0 ? member.sectors : (organisation?.sectors ?? [])),
    languages: sorted(member.languages.length > 0 ? member.languages : [member.language]),
    offers: termsOf(member.offers),
    wants: termsOf(member.wants),
    workingHours: hoursOf(member),
    ...history,
    avoids: [...history.avoids].sort((a, b) => a - b),
  };
}

/** A member's usual hours on `date`, in minutes after midnight UTC. Hours whose ends are equal mean the whole day. */
export function workingHoursUtc(member: Pick<Member, 'hours' | 'timezone'>, date: LocalDate): Participant['workingHours'] {
  const start = periodAt(instantOf(date, member.hours.start, member.timezone), MINUTE);
  const startUtc = ((start % MINUTES_A_DAY) + MINUTES_A_DAY) % MINUTES_A_DAY;
  const length = minutesOf(member.hours.end) - minutesOf(member.hours.start);
  return { startUtc, endUtc: startUtc + (length > 0 ? length : length + MINUTES_A_DAY) };
}

/** `workingHoursUtc` on one date: most of a community share a few zones and hours, which are worked out once. */
export function createHours(date: LocalDate): (member: Pick<Member, 'hours' | 'timezone'>) => Participant['workingHours'] {
  const known = new Map<string, Participant['workingHours']>();
  return (member) => {
    const key = `${member.timezone} ${member.hours.start} ${member.hours.end}`;
    const hours = known.get(key) ?? workingHoursUtc(member, date);
    known.set(key, hours);
    return hours;
  };
}

/** The community's weights in the matching's points. A term both ways and a second sector earn half as much again. */
function pairingWeights(weights: CoffeeSettings['weights']): PairingWeights {
  return {
    organisationsNeverMet: weights.organisationsNeverMet,
    offerMeetsWant: weights.offerMeetsWant,
    bothOfferAndWant: weights.offerMeetsWant / 2,
    differentTypes: weights.differentTypes,
    differentGovernorates: weights.differentGovernorates,
    commonSector: weights.commonSectors / 2,
    overlappingHours: weights.overlappingHours,
    newcomerWithExperienced: weights.newcomerWithExperienced,
    longSince: weights.timeSinceLastMeeting,
  };
}

/** `enrolled`: how many people take part in the coffee chats. */
export function pairingSettings({ coffee }: { readonly coffee: CoffeeSettings }, enrolled: number): PairingSettings {
  return {
    noRepeatRounds: noRepeatFor(coffee.noRepeatRounds, enrolled),
    allowSameOrganisation: coffee.allowSameOrganisation,
    odd: coffee.odd,
    weights: pairingWeights(coffee.weights),
  };
}

/**
 * Past meetings with how many rounds ago they were, counted back from the round `number`. Cancelled rounds brought
 * nobody together, so they do not count.
 */
export function pastMeetings(
  meetings: readonly Meeting[],
  rounds: readonly Pick<Round, 'number' | 'state'>[],
  number: number,
): readonly PastMeeting[] {
  const held = rounds
    .filter((round) => round.state !== 'cancelled' && round.number < number)
    .map((round) => round.number)
    .sort((a, b) => b - a);
  const ago = new Map(held.map((round, index) => [round, index + 1]));
  return meetings.flatMap(({ a, b, round }) => {
    const roundsAgo = ago.get(round);
    return roundsAgo === undefined ? [] : [{ a: Math.min(a, b), b: Math.max(a, b), roundsAgo }];
  });
}

/** In how many rounds each member met somebody. */
export function roundsTaken(meetings: readonly PastMeeting[]): ReadonlyMap<number, number> {
  const rounds = new Map<number, Set<number>>();
  for (const { a, b, roundsAgo } of meetings) {
    for (const member of [a, b]) rounds.set(member, (rounds.get(member) ?? new Set()).add(roundsAgo));
  }
  return new Map([...rounds].map(([member, taken]) => [member, taken.size]));
}

/** The reason of a participant whose partner was gone before they met. */
export const PARTNER_LEFT = 'partner-left';

/** Who is asked to write first: whoever was asked least often so far; among equals `seed` decides. */
export function firstToWrite(members: readonly MemberId[], timesNamed: ReadonlyMap<MemberId, number>, seed: number): MemberId | null {
  const least = Math.min(...members.map((member) => timesNamed.get(member) ?? 0));
  const candidates = members.filter((member) => (timesNamed.get(member) ?? 0) === least);
  return candidates[Math.abs(seed) % Math.max(1, candidates.length)] ?? null;
}

export function newParticipation(round: RoundId, member: MemberId): Participation {
  return { round, member, answer: 'invited', result: 'pending', reason: null, responded: false };
}

/** Nobody wrote in the group, and nobody answered the check-in. */
export function isSilent(match: Pick<Match, 'lastWordAt' | 'members'>): boolean {
  return match.lastWordAt === null && match.members.every(({ checkIn }) => checkIn === null);
}

function sorted(values: readonly string[]): readonly string[] {
  return [...values].sort();
}
