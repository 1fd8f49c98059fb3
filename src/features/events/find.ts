import { type Actor, isAllowed } from '../../core/access.js';
import { InputError, NotFoundError } from '../../core/errors.js';
import { fold } from '../../core/fold.js';
import { after, DAY } from '../../core/time.js';
import { latinDigits } from '../../core/written.js';
import type { Context } from '../../feature-api/index.js';
import { formatList, isolate, phrase, speaker } from '../../language/index.js';
import { findMember } from '../members/public.js';
import { eventId, goneEvent, type SeenEvent } from './ids.js';
import { titleWithDay } from './named.js';
import { isChange } from './rules/changes.js';
import { isOver, nextOfSeries } from './rules/state.js';
import { eventsStore, type WholeEvent, type WithRoles } from './store/index.js';
import type { EventId } from './types.js';

/** So many events are named where several fit. */
const NAMED = 8;

/** For how long after its end an event is found by its name, in milliseconds. */
const FOUND_AFTER = 60 * DAY;

type Reader = Pick<Actor, 'id' | 'role' | 'status'>;

/** Throws a `NotFoundError` for an event that is gone, and for a draft or an event for others unless an organiser asks. */
export async function requireEvent(context: Context, id: EventId, reader: Reader): Promise<WholeEvent> {
  const found = await eventsStore(context.tx).whole(id);
  if (!found || !(await mayFind(context, found, reader))) throw goneEvent();
  return found;
}

/** The same with what the reader does there, in the same statement. Throws a `NotFoundError` as `requireEvent` does. */
export async function requireWithRoles(context: Context, id: EventId, reader: Reader): Promise<WithRoles> {
  const found = await eventsStore(context.tx).withRoles(id, reader.id);
  if (!found || !(await mayFind(context, found, reader))) throw goneEvent();
  return found;
}

/** Organisers find everything; others no drafts, and of events for chosen people only those that concern them. */
export async function mayFind(context: Context, { event }: WholeEvent, reader: Reader): Promise<boolean> {
  if (isAllowed(reader, 'organiser')) return true;
  if (event.state === 'draft') return false;
  return event.audience.to !== 'members' || eventsStore(context.tx).isKnownTo(event.id, reader.id);
}

/** The same for several, in one statement more at most. */
export async function visibleOf(context: Context, all: readonly WholeEvent[], reader: Reader): Promise<readonly WholeEvent[]> {
  if (isAllowed(reader, 'organiser')) return all;
  const open = all.filter(({ event }) => event.state !== 'draft');
  if (open.every(({ event }) => event.audience.to !== 'members')) return open;
  const known = await eventsStore(context.tx).knownTo(reader.id);
  return open.filter(({ event }) => event.audience.to !== 'members' || known.has(event.id));
}

/** The same in the version that was seen. Throws an `InputError` if somebody has changed it since. */
export async function requireSeen(
  context: Context,
  { id, version }: SeenEvent,
  reader: Reader & Pick<Actor, 'language'>,
): Promise<WholeEvent> {
  const found = await requireEvent(context, id, reader);
  if (found.event.version !== version) throw await changedSince(context, { id, version }, reader);
  return found;
}

export function changedMeanwhile(): InputError {
  return new InputError('changed meanwhile', phrase('events.error.changed'));
}

/** How many entries of the audit log are looked through for what changed. */
const LOOKED_THROUGH = 100;

/** The same, which tells an organiser who has changed what since they looked. */
export async function changedSince(
  context: Context,
  { id, version }: SeenEvent,
  reader: Pick<Actor, 'role' | 'status' | 'language'>,
): Promise<InputError> {
  if (!isAllowed(reader, 'organiser')) return changedMeanwhile();
  const entries = (await context.audit.list({ offset: 0, limit: LOOKED_THROUGH })).filter(
    ({ details }) => details['event'] === id && Number(details['eventVersion'] ?? 0) > version,
  );
  const changed = [...new Set(entries.flatMap(({ details }) => String(details['eventChanges'] ?? '').split(' ')))].filter(isChange);
  const [last] = entries;
  if (!last || changed.length === 0) return changedMeanwhile();
  const by = last.actor === null ? undefined : await findMember(context, last.actor);
  const what = formatList(
    changed.map((change) => speaker(reader.language).plain(`events-making.what.${change}`)),
    reader.language,
  );
  const sentence = by
    ? phrase('events-making.error.changed-by', { name: by.name, what })
    : phrase('events-making.error.changed-what', { what });
  return new InputError('changed meanwhile', sentence);
}

/**
 * Events that the reader may see and whose title, in any language, contains what was typed: the next ones, then those that are over,
 * the last one first.
 */
export async function matchingEvents(context: Context, typed: string, reader: Reader): Promise<readonly WholeEvent[]> {
  const wanted = fold(typed);
  const coming = await eventsStore(context.tx).coming(after(context.now, -FOUND_AFTER));
  const fitting = await visibleOf(
    context,
    coming.filter(({ event }) => Object.values(event.texts).some(({ title }) => fold(title).includes(wanted))),
    reader,
  );
  // A series is found by its next event; the others are found by their numbers.
  return nextOfSeries(fitting.filter(({ sessions }) => !isOver(sessions, context.now))).concat(
    fitting.filter(({ event, sessions }) => event.series === null && isOver(sessions, context.now)).toReversed(),
  );
}

/** The event meant by its number or by words of its title. Throws a `NotFoundError` for none, an `InputError` for several. */
export async function eventByText(context: Context, typed: string, reader: Reader & Pick<Actor, 'language'>): Promise<WholeEvent> {
  const number = /^#?(\d{1,15})$/.exec(latinDigits(typed.trim()))?.[1];
  if (number !== undefined) return requireEvent(context, eventId.decode(number), reader);
  const [first, ...others] = await matchingEvents(context, typed, reader);
  const text = typed.slice(0, 40);
  if (!first) throw new NotFoundError('no such event', phrase('events.error.unknown', { text, command: '/events list' }));
  if (others.length === 0) return first;
  const named = [first, ...others].slice(0, NAMED).map((one) => isolate(`${one.event.id}: ${titleWithDay(one, reader.language)}`));
  throw new InputError('several events', phrase('events.error.several', { text, events: formatList(named, reader.language) }));
}
