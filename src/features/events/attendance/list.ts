import { type Actor, isAllowed } from '../../../core/access.js';
import { fold } from '../../../core/fold.js';
import type { MemberId } from '../../../core/ids.js';
import type { Instant } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { type PageNumbers, pageOf } from '../../../kit/paging.js';
import { findOrganisations, isVisibleTo, listMembers, type Member, namesOfMembers } from '../../members/public.js';
import { WITH_PLACE } from '../rules/places.js';
import { eventsStore, type WholeEvent } from '../store/index.js';
import type { Attendance, EventId, Registration, Session, SessionId } from '../types.js';
import { type KeptSession, requireKept, requireKeptSession } from './find.js';
import { codeFrom } from './rules/code.js';

/** How many people one page shows: as many as a menu holds on every platform. */
const PER_PAGE = 20;
/** Members who did not register and whom a search finds. */
const STRANGERS = 10;
/** How many members a search reads, because some of them must not be found. */
const STRANGERS_READ = 100;

/** Somebody on the list. */
export interface Listed {
  readonly registration: Registration;
  readonly name: string;
  readonly organisation: string;
  readonly attendance: Attendance | undefined;
}

/** The list of one session as whoever keeps it sees it. */
export interface AttendanceList extends KeptSession, PageNumbers {
  readonly code: string;
  readonly people: readonly Listed[];
  /** How many have a place, and how many of all were there. */
  readonly registered: number;
  readonly present: number;
  /** Undefined: nothing was searched for. */
  readonly search: string | undefined;
  /** Members whom the search finds and who did not register. */
  readonly strangers: readonly Pick<Member, 'id' | 'name'>[];
  readonly now: Instant;
  /** Organisers may read files, too. */
  readonly organiser: boolean;
}

/** The list of the session that is going on, was the last or will be the first. */
export async function listOfEvent(context: Context, actor: Actor, id: EventId): Promise<AttendanceList> {
  const whole = await requireKept(context, id, actor);
  return listOf(context, actor, { ...whole, session: currentSession(whole, context.now) });
}

export interface ListWish {
  readonly page?: number;
  readonly search?: string;
}

export async function listOfSession(context: Context, actor: Actor, id: SessionId, wish: ListWish = {}): Promise<AttendanceList> {
  return listOf(context, actor, await requireKeptSession(context, id, actor), wish);
}

function currentSession({ sessions }: WholeEvent, now: Instant): Session {
  const planned = sessions.filter(({ state }) => state === 'planned');
  const session = planned.findLast(({ startsAt }) => startsAt <= now) ?? planned[0] ?? sessions[0];
  if (!session) throw new RangeError('an event has a session');
  return session;
}

/** The list of a session that whoever asks keeps. */
export async function listOf(
  context: Context,
  actor: Actor,
  kept: KeptSession,
  { page = 0, search }: ListWish = {},
): Promise<AttendanceList> {
  const { session } = kept;
  const { listed, registrations, present } = await listedAt(context, actor, session);
  const wanted = fold(search ?? '');
  const found = listed.filter(({ name, organisation }) => fold(name).includes(wanted) || fold(organisation).includes(wanted));
  const known = new Set(listed.flatMap(({ registration }) => registration.member ?? []));
  const { shown, ...numbers } = pageOf(found, page, PER_PAGE);
  return {
    ...kept,
    ...numbers,
    code: await codeOf(context, session),
    people: shown,
    registered: registrations.filter(({ state }) => WITH_PLACE.some((known) => known === state)).length,
    present: present.size,
    search,
    strangers: wanted === '' ? [] : await strangersLike(context, actor, wanted, known),
    now: context.now,
    organiser: isAllowed(actor, 'organiser'),
  };
}

/** Everybody who did not say no, and everybody who was there, by name; somebody who was erased is counted, and has no name any more. */
async function listedAt(context: Context, actor: Actor, { id: session, event }: Session) {
  const all = await eventsStore(context.tx).registrationsWithAttendance(event);
  const present = new Map(all.attendance.filter((one) => one.session === session).map((one) => [one.registration, one]));
  const registrations = all.registrations.filter(({ id, state }) => present.has(id) || (state !== 'declined' && state !== 'not-selected'));
  const members = await context.tx.find(
    namesOfMembers(
      context,
      registrations.flatMap(({ member }) => member ?? []),
    ),
  );
  const organisations = await findOrganisations(
    context,
    registrations.flatMap(({ organisation }) => organisation ?? []),
  );
  const known = new Map(members.map((member) => [member.id, member]));
  const labels = new Map(organisations.map(({ id, name }) => [id, name]));
  const listed = registrations
    .flatMap((registration): readonly Listed[] => {
      const { id, member, guestName, organisation, guestOrganisation } = registration;
      const person = member === null ? undefined : known.get(member);
      const name = member === null ? guestName : person?.name;
      if (name == null) return [];
      // A host who is no organiser sees what every member does.
      const mayKnow = person !== undefined && isVisibleTo(person, 'organisation', actor);
      const label = member === null ? guestOrganisation : organisation !== null && mayKnow ? labels.get(organisation) : undefined;
      return [{ registration, name, organisation: label ?? '', attendance: present.get(id) }];
    })
    .toSorted((one, other) => compareText(fold(one.name), fold(other.name)) || one.registration.id - other.registration.id);
  return { listed, registrations, present };
}

const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

async function strangersLike(context: Context, actor: Actor, text: string, known: ReadonlySet<MemberId>) {
  const found = await listMembers(context, { text, status: 'active', isBot: false }, { offset: 0, limit: STRANGERS_READ + known.size });
  // A search by an organisation does not find members who hide theirs.
  const mayFind = (member: Member) => fold(member.name).includes(text) || isVisibleTo(member, 'organisation', actor);
  return found.filter((member) => !known.has(member.id) && mayFind(member)).slice(0, STRANGERS);
}

/** The code of a session, which is made when somebody first looks at it. */
async function codeOf(context: Context, { id, code }: Session): Promise<string> {
  if (code !== null) return code;
  const store = eventsStore(context.tx);
  for (;;) {
    const made = codeFrom(context.random());
    // Two sessions with one code could not be told apart.
    if ((await store.sessionsWithCode(made)).length > 0) continue;
    await store.setCode(id, made);
    return made;
  }
}
