import { after, DAY, type Instant, latest } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { UNDO_MS } from '../rules/limits.js';
import { firstSession } from '../rules/state.js';
import { eventsStore, type WholeEvent } from '../store/index.js';
import type { CommunityEvent, SeriesId } from '../types.js';

export const MAKE = 'events.series.make';
export const REGISTER = 'events.series.register';

/** Plans when the next occurrences of a series are made. */
export async function planMaking(context: Context, series: SeriesId, dueAt: Instant): Promise<void> {
  await context.agenda.plan({ key: `events:series:${series}:make:${dueAt}`, kind: MAKE, payload: { series }, dueAt, again: true });
}

export const tomorrow = (now: Instant): Instant => after(now, DAY);

/** The first event of a series was announced: the others are made once that can't be taken back any more. */
export async function beginSeries(context: Context, { event, sessions }: WholeEvent): Promise<void> {
  const first = firstSession(sessions);
  if (event.series === null || !first) return;
  const store = eventsStore(context.tx);
  // The draft may have moved since it recurs.
  await store.updateSeries(event.series, { startsOn: first.date });
  await store.nameOccurrence(event.id, first.date);
  await planMaking(context, event.series, after(context.now, UNDO_MS));
  // Whoever joined the series before an announcement was taken back still comes.
  await planRegistering(context, [event], { tells: true });
}

/** An announcement was taken back: nothing more is made. */
export async function holdSeries(context: Context, { series }: Pick<CommunityEvent, 'series'>): Promise<void> {
  if (series !== null) await context.agenda.cancelPrefix(`events:series:${series}:make:`);
}

/** A series' events as far as registering for them goes. */
type Registering = Pick<CommunityEvent, 'id' | 'registrationFrom'>;

/**
 * Registers whoever comes to the whole series for these events of it, outside the click and not before one can. `skip`: so many could
 * not be registered. `tells`: whoever has yet to answer what is asked there hears of it.
 */
export async function planRegistering(
  context: Context,
  events: readonly Registering[],
  { skip = 0, tells }: { readonly skip?: number; readonly tells: boolean },
): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ id: event, registrationFrom }) => ({
    key: `events:series:register:${event}${tells ? ':tells' : ''}`,
    kind: REGISTER,
    payload: { event, skip, tells },
    dueAt: latest(context.now, registrationFrom ?? context.now),
    again: true,
  }));
  await context.agenda.plan(rows);
}
