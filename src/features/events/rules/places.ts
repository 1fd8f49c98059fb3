import type { OrganisationId } from '../../../core/ids.js';
import type { Attends, CommunityEvent, Registration, RegistrationId, RegistrationState } from '../types.js';

type Limits = Pick<CommunityEvent, 'format' | 'roomCapacity' | 'onlineCapacity' | 'organisationSeats'>;

/** The states in which somebody has a place or one is held for them. */
export const WITH_PLACE = ['going', 'offered'] as const satisfies readonly RegistrationState[];

/** Whoever comes, or wants to. */
export const REGISTERED: readonly RegistrationState[] = ['applied', 'going', 'maybe', 'waiting', 'offered'];

export function hasOwnPlace({ state }: Pick<Registration, 'state'>): boolean {
  return WITH_PLACE.some((known) => known === state);
}

/** Whether somebody had a place when the day changed, and has not said since if they come. */
export function isAskedAgain({ state, offeredUntil }: Pick<Registration, 'state' | 'offeredUntil'>): boolean {
  return state === 'offered' && offeredUntil === null;
}

/** The states in their order, from having a place to not coming. */
const BY_STRENGTH: readonly RegistrationState[] = [
  'going',
  'offered',
  'waiting',
  'applied',
  'maybe',
  'invited',
  'not-selected',
  'declined',
];

/** Which of two registrations of one person counts. */
export function isStronger(one: RegistrationState, other: RegistrationState): boolean {
  return BY_STRENGTH.indexOf(one) < BY_STRENGTH.indexOf(other);
}

/** What somebody needs: a place of this kind, on a seat of their organisation. */
export interface Wanted {
  readonly attends: Attends;
  readonly organisation: OrganisationId | null;
}

/** How many people of an organisation have a place of one kind. */
export interface Taken extends Wanted {
  readonly count: number;
}

/** Somebody who waits for a place. */
export interface Waiting extends Wanted {
  readonly id: RegistrationId;
  /** Somebody who cannot be told is passed over, and keeps their position. */
  readonly tellable: boolean;
}

/** How people can attend an event of this format, the usual way first. */
export function waysToAttend({ format }: Pick<Limits, 'format'>): readonly [Attends, ...Attends[]] {
  switch (format) {
    case 'virtual':
      return ['online'];
    case 'in-person':
      return ['room'];
    case 'hybrid':
      return ['room', 'online'];
    default:
      return format satisfies never;
  }
}

/** How many places there are of one kind; undefined: no limit. */
export function capacityOf({ roomCapacity, onlineCapacity }: Limits, attends: Attends): number | undefined {
  return (attends === 'room' ? roomCapacity : onlineCapacity) ?? undefined;
}

/** Whether one more of this organisation can have a place of this kind. */
export function hasPlace(limits: Limits, taken: readonly Taken[], { attends, organisation }: Wanted): boolean {
  const capacity = capacityOf(limits, attends);
  if (capacity !== undefined && sum(taken.filter((each) => each.attends === attends)) >= capacity) return false;
  const seats = limits.organisationSeats;
  if (seats === null || organisation === null) return true;
  return sum(taken.filter((each) => each.organisation === organisation)) < seats;
}

/**
 * Who of those who wait, in their order, gets a place: first come, first served, as far as places and seats of their organisation go.
 */
export function promotions(limits: Limits, taken: readonly Taken[], waiting: readonly Waiting[]): readonly RegistrationId[] {
  const now = [...taken];
  return waiting.flatMap((each) => {
    if (!each.tellable || !hasPlace(limits, now, each)) return [];
    now.push({ ...each, count: 1 });
    return [each.id];
  });
}

/** Places of one kind, or seats of the organisation that has most, of which more are taken than there would be. */
export interface Crowded {
  readonly of: Attends | 'organisation';
  readonly taken: number;
  readonly places: number;
}

/** Where people have more places than a lower limit leaves. A limit that does not get lower crowds nobody anew. */
export function crowdedBy(before: Limits, limits: Limits, taken: readonly Taken[]): readonly Crowded[] {
  const isCrowded = (count: number, places: number | undefined, old: number | undefined): places is number =>
    places !== undefined && places < (old ?? Number.POSITIVE_INFINITY) && places < count;
  const kinds = waysToAttend(limits).flatMap((of) => {
    const places = capacityOf(limits, of);
    const count = sum(taken.filter((each) => each.attends === of));
    return isCrowded(count, places, capacityOf(before, of)) ? [{ of, taken: count, places }] : [];
  });
  const organisations = [...new Set(taken.flatMap(({ organisation }) => organisation ?? []))];
  const most = Math.max(0, ...organisations.map((organisation) => sum(taken.filter((each) => each.organisation === organisation))));
  const seats = limits.organisationSeats ?? undefined;
  if (!isCrowded(most, seats, before.organisationSeats ?? undefined)) return kinds;
  return [...kinds, { of: 'organisation', taken: most, places: seats }];
}

function sum(taken: readonly Taken[]): number {
  return taken.reduce((total, { count }) => total + count, 0);
}
