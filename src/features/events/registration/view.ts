import { type Actor, isAllowed } from '../../../core/access.js';
import type { MemberId } from '../../../core/ids.js';
import type { Instant } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { findMember, findOrganisations } from '../../members/public.js';
import { requireEvent } from '../find.js';
import { hasAgreed, type NamedPerson, named } from '../making/people/named.js';
import { isMeeting } from '../minutes/rules/meetings.js';
import { isOutside } from '../rules/audience.js';
import { hasOwnPlace, REGISTERED } from '../rules/places.js';
import { firstSession, nextSession, registrationClosed } from '../rules/state.js';
import { mayKnowWhere } from '../rules/where.js';
import type { DroppedFile } from '../slides/types.js';
import { eventsStore, type MeetingsAround, type WholeEvent } from '../store/index.js';
import type { Audience, EventId, EventPerson, Material, Registration, Session } from '../types.js';
import { isTold } from './waiting.js';

/** An event as one member sees it. */
export interface RegistrationView extends WholeEvent {
  readonly registration: Registration | undefined;
  /** Of those who wait, from 1; undefined for anybody else. */
  readonly position: number | undefined;
  /** Whether somebody who waits would be told of a place that becomes free. */
  readonly told: boolean;
  /** How many have a place, or one is held for. */
  readonly going: number;
  readonly closed: ReturnType<typeof registrationClosed>;
  /** Place and link may be shown to this reader now. */
  readonly showsWhere: boolean;
  readonly next: Session | undefined;
  readonly zone: string;
  readonly now: Instant;
  readonly organiser: boolean;
  /** The event is meant for others. */
  readonly outside: boolean;
  /** Hosts, speakers and others who may be named. */
  readonly people: readonly NamedPerson[];
  /** Whether the reader comes to the whole series; undefined for what takes place once. */
  readonly inSeries: boolean | undefined;
  /** What the reader does at it. */
  readonly parts: readonly EventPerson[];
  /** Of meetings, whose minutes are kept; undefined for other events. */
  readonly meetings: MeetingsAround | undefined;
  /** Slides and recording, for those who registered. */
  readonly materials: readonly Material[];
  /** What the reader gave and has still to say something about. */
  readonly asked?: readonly DroppedFile[];
  /** The reader may have files of it. */
  readonly hasFiles?: boolean;
}

/**
 * Throws a `NotFoundError` for an event that the reader may not see.
 * @param known The event, if it was read for this reader in this transaction and is as it was.
 */
export async function viewRegistration(context: Context, reader: Actor, id: EventId, known?: WholeEvent): Promise<RegistrationView> {
  const whole = known ?? (await requireEvent(context, id, reader));
  const { event, sessions } = whole;
  const store = eventsStore(context.tx);
  const { own: registration, taken, people, materials, files, asked } = await store.seenBy(id, reader.id);
  const hasOwn = registration !== undefined && hasOwnPlace(registration);
  const next = nextSession(sessions, context.now) ?? firstSession(sessions);
  const parts = people.filter(({ member }) => member === reader.id);
  const organiser = isAllowed(reader, 'organiser');
  const mayHave = organiser || parts.length > 0 || (registration !== undefined && REGISTERED.includes(registration.state));
  return {
    ...whole,
    registration,
    position: await positionOf(context, registration),
    told: registration?.state !== 'waiting' || (await isTold(context, registration, reader.id)),
    going: taken.reduce((total, { count }) => total + count, hasOwn ? 1 : 0),
    closed: registrationClosed(event, sessions, context.now),
    showsWhere: organiser || mayKnowWhere(sessions, registration, context.now),
    next,
    zone: reader.timezone,
    now: context.now,
    organiser,
    outside: await isMeantForOthers(context, event.audience, reader.id),
    people: await named(context, people.filter(hasAgreed)),
    meetings: next && event.state === 'announced' && isMeeting(event) ? await store.meetingsAround(event, next.startsAt) : undefined,
    materials: mayHave ? materials : [],
    asked,
    hasFiles: event.state === 'announced' && files.some(({ forOthers }) => mayHave || forOthers),
    inSeries: event.series === null ? undefined : await store.isInSeries(event.series, reader.id),
    parts,
  };
}

async function isMeantForOthers(context: Context, audience: Audience, id: MemberId): Promise<boolean> {
  if (audience.to === 'everyone' || audience.to === 'members') return false;
  const member = await findMember(context, id);
  const [organisation] = member?.organisation == null ? [] : await findOrganisations(context, [member.organisation]);
  return isOutside(audience, { sectors: [...(member?.sectors ?? []), ...(organisation?.sectors ?? [])], type: organisation?.type });
}

async function positionOf(context: Context, registration: Registration | undefined): Promise<number | undefined> {
  if (registration?.state !== 'waiting' || registration.waitingSince === null) return undefined;
  const { event, id, waitingSince } = registration;
  return (await eventsStore(context.tx).waitingBefore(event, { id, waitingSince })) + 1;
}
