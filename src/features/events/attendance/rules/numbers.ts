import type { OrganisationId } from '../../../../core/ids.js';
import { type ShownPeople, shownKinds, shownPair, shownPeople } from '../../../../core/small-groups.js';
import { WITH_PLACE } from '../../rules/places.js';
import type { Attendance, Registration, Session, SessionId } from '../../types.js';
import { shownGuests } from './guests.js';

/** What is counted of an organisation. */
export interface CountedOrganisation {
  readonly id: OrganisationId;
  readonly type: string;
  readonly sectors: readonly string[];
  readonly governorates: readonly string[];
}

/** What people are broken down by. */
export interface Kinds {
  readonly organisations: readonly CountedOrganisation[];
  /** How many members the community has, which everybody may know. */
  readonly members: number;
  readonly types: readonly string[];
  readonly sectors: readonly string[];
  readonly governorates: readonly string[];
}

export interface NumbersInput {
  /** Whether everybody who came is on the list. */
  readonly isComplete: boolean;
  readonly sessions: readonly Session[];
  readonly registrations: readonly Registration[];
  readonly attendance: readonly Attendance[];
}

/** People by what their organisations are, as far as that may be shown. */
export interface BrokenDown {
  /** In the order of the types; the last group is of people without an organisation. */
  readonly types: ShownPeople;
  readonly sectors: ReadonlyMap<string, number>;
  readonly governorates: ReadonlyMap<string, number>;
  /** How many of them were guests; null: it may not be shown. */
  readonly guests: number | null;
}

/** Some people, and what is shown of what they are. */
export interface Shown extends BrokenDown {
  readonly people: number;
}

/** Somebody who was there. */
export type CountedPerson = Pick<Registration, 'organisation' | 'isGuest'>;

/** The figures of an event. */
export interface Numbers {
  readonly registered: number;
  readonly sessions: readonly { readonly session: Session; readonly attended: number }[];
  /** Each person once. */
  readonly unique: number;
  /** Once for each session that they were in. */
  readonly repeated: number;
  /** Women and men in the sessions that show both; undefined: nobody did, null: they may not be shown. */
  readonly women: readonly [number, number] | null | undefined;
  /** Of those who registered before the first session, how many were in none; null if nobody is known to have been there. */
  readonly absent: number | null;
}

export function numbersOf(input: NumbersInput): Numbers {
  const { sessions, registrations, attendance } = input;
  const held = sessions.filter(({ state }) => state === 'planned');
  const ids = new Set<SessionId>(held.map(({ id }) => id));
  const counted = attendance.filter(({ session, share }) => ids.has(session) && share > 0);
  const came = new Set(counted.map(({ registration }) => registration));
  const places = registrations.filter(({ state }) => WITH_PLACE.some((known) => known === state));
  return {
    registered: places.length,
    sessions: held.map((session) => ({ session, attended: counted.filter((one) => one.session === session.id).length })),
    unique: came.size,
    repeated: counted.length,
    women: shownWomen(held, input.isComplete),
    absent: counted.length === 0 ? null : places.filter(({ id }) => !came.has(id)).length,
  };
}

/** The same once the attendance is complete; until then they are not shown, since one person more tells of a woman or a man. */
export function shownWomen(sessions: readonly CountedWomen[], isComplete: boolean): Numbers['women'] {
  const women = womenIn(sessions);
  return women === undefined || isComplete ? women : null;
}

/** Women and men as somebody counted them in a session; null: nobody did. */
export type CountedWomen = Pick<Session, 'women' | 'men'>;

/**
 * The women and men of those sessions that show both: what is hidden of another can't be told from the sum, also by who saw it before
 * that session. Undefined where nobody counted, null where none does.
 */
export function womenIn(sessions: readonly CountedWomen[]): Numbers['women'] {
  const counted = sessions.flatMap(({ women, men }) => (women === null || men === null ? [] : [shownPair(women, men)]));
  if (counted.length === 0) return undefined;
  const shown = counted.filter((pair) => pair !== null);
  if (shown.length === 0) return null;
  const total = (of: 0 | 1) => shown.reduce((sum, pair) => sum + pair[of], 0);
  return [total(0), total(1)];
}

/** The people of an event with what may be shown of them; each is counted by the organisation for which they registered. */
export const shownOf = (people: readonly CountedPerson[], kinds: Kinds): Shown => ({ people: people.length, ...brokenDown(people, kinds) });

/** What people are, as far as that may be shown. Guests are people without an organisation of the list, and no members. */
export function brokenDown(people: readonly CountedPerson[], { organisations, members, types, sectors, governorates }: Kinds): BrokenDown {
  const known = new Map(organisations.map((organisation) => [organisation.id, organisation]));
  const own = people.map(({ organisation }) => (organisation === null ? undefined : known.get(organisation)));
  const groups = [...types, undefined].map((type) => {
    const some = own.filter((organisation) => organisation?.type === type);
    return { people: some.length, organisations: new Set(some.flatMap((organisation) => organisation?.id ?? [])).size };
  });
  const kindsOf = (read: (organisation: CountedOrganisation) => readonly string[]) =>
    own.map((organisation) => (organisation ? read(organisation) : []));
  const shown = shownPeople(members, groups);
  return {
    types: shown,
    guests: shownGuests(people.filter(({ isGuest }) => isGuest).length, shown, members),
    sectors: shownKinds(
      kindsOf((organisation) => organisation.sectors),
      sectors,
    ),
    governorates: shownKinds(
      kindsOf((organisation) => organisation.governorates),
      governorates,
    ),
  };
}
