import { type Actor, isAllowed } from '../../../core/access.js';
import { AccessError, InputError } from '../../../core/errors.js';
import type { Instant } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { findOrganisations } from '../../members/public.js';
import { requireWithRoles } from '../find.js';
import { firstSession } from '../rules/state.js';
import { eventsStore, type WholeEvent } from '../store/index.js';
import type { EventId, EventRole, Minutes, Note } from '../types.js';
import { type GroupedNotes, groupNotes } from './rules/grouping.js';

/** Who keeps the minutes beside organisers. */
const KEEPERS: readonly EventRole[] = ['host', 'facilitator', 'note-taker'];

export interface Meeting extends WholeEvent {
  readonly minutes: Minutes | undefined;
  readonly notes: readonly Note[];
  /** Organisers, the host, the facilitator and the note-taker. */
  readonly keeper: boolean;
}

/** A meeting with all that was noted. Throws an `InputError` for one that is not announced. */
export async function requireMeeting(context: Context, actor: Actor, id: EventId): Promise<Meeting> {
  const { roles, ...whole } = await requireWithRoles(context, id, actor);
  if (whole.event.state === 'draft') throw new InputError('draft', phrase('events.closed.draft'));
  if (whole.event.state === 'cancelled') throw new InputError('cancelled', phrase('events.error.cancelled'));
  const keeper = isAllowed(actor, 'organiser') || roles.some((role) => KEEPERS.includes(role));
  return { ...whole, ...(await eventsStore(context.tx).minutesWithNotes(id)), keeper };
}

/** The same for those who keep the minutes. Throws an `AccessError` for others. */
export async function requireKeeper(context: Context, actor: Actor, id: EventId): Promise<Meeting> {
  const meeting = await requireMeeting(context, actor, id);
  if (!meeting.keeper) throw new AccessError('keeps no minutes', phrase('events-minutes.error.not-keeper'));
  return meeting;
}

/** Begins the minutes, which know the meeting before. Another one who begins them at the same moment begins the same. */
export async function begun(context: Context, { event, sessions, minutes }: Meeting): Promise<Minutes> {
  if (minutes) return minutes;
  const store = eventsStore(context.tx);
  const first = firstSession(sessions);
  return store.beginMinutes(event.id, (first && (await store.meetingBefore(event, first.startsAt))) ?? null);
}

/** Minutes as one person sees them. */
export interface MinutesView extends Meeting {
  readonly grouped: GroupedNotes;
  /** Names of organisations that notes are attributed to. */
  readonly organisations: ReadonlyMap<number, string>;
  /** What members say of the draft; only for those who keep the minutes. */
  readonly corrections: readonly Note[];
  readonly previous: WholeEvent | undefined;
  /** Actions of the meeting before that are open. */
  readonly carried: readonly Note[];
  readonly organiser: boolean;
  readonly now: Instant;
}

/** Throws an `AccessError` for members while the minutes are not shown to them yet. */
export async function viewMinutes(context: Context, actor: Actor, id: EventId): Promise<MinutesView> {
  const meeting = await requireMeeting(context, actor, id);
  const { event, sessions, minutes, notes, keeper } = meeting;
  if (!keeper && (minutes?.state ?? 'open') === 'open') throw new AccessError('not shown yet', phrase('events-minutes.error.not-yet'));
  const store = eventsStore(context.tx);
  const { sectors } = await context.community.settings();
  const first = firstSession(sessions);
  const before = minutes ? minutes.previous : first && (await store.meetingBefore(event, first.startsAt));
  const named = [...new Set(notes.flatMap(({ organisation }) => organisation ?? []))];
  const organisations = named.length === 0 ? [] : await findOrganisations(context, named);
  return {
    ...meeting,
    grouped: groupNotes(notes, sectors),
    organisations: new Map(organisations.map((organisation) => [organisation.id, organisation.name])),
    corrections: keeper ? notes.filter(({ kind }) => kind === 'correction') : [],
    previous: before == null ? undefined : await store.whole(before),
    carried: before == null ? [] : await store.openActions(before),
    organiser: isAllowed(actor, 'organiser'),
    now: context.now,
  };
}
