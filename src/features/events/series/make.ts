import { addDays, daysBetween, instantOf, localDateOf } from '../../../calendar/wall-clock.js';
import { after, type Instant, type LocalDate, latest } from '../../../core/time.js';
import type { Context, JobOutcome } from '../../../feature-api/index.js';
import { isPosted, laterKey } from '../keys.js';
import { occurrenceDays } from '../recurrence.js';
import { planReminders } from '../reminders/plan.js';
import { commonFields, sessionsOn, shifted } from '../rules/occurrence.js';
import { eventsSection } from '../settings.js';
import { eventsStore, peopleOfEvent, type WholeEvent } from '../store/index.js';
import type { Series, SeriesId } from '../types.js';
import { planMaking, planRegistering, tomorrow } from './plan.js';

/** How far ahead occurrences are made. */
const AHEAD_DAYS = 365;
/** How many occurrences one transaction makes; the others follow in transactions of their own. */
const AT_ONCE = 20;
/** How many days more a rule is searched for its next day; one without any has ended. */
const LOOKED_AHEAD_DAYS = 5 * 366;

/** Makes the occurrences that are due within twelve months. The rule is worked out outside the transaction. */
export async function makeOccurrences(context: Context, id: SeriesId): Promise<JobOutcome> {
  const store = eventsStore(context.tx);
  const series = await store.series(id);
  const template = series && (await templateOf(context, id));
  if (!series || series.endedAt !== null || !template) return { type: 'dropped', reason: 'ended' };
  const until = addDays(localDateOf(context.now, template.event.zone), AHEAD_DAYS);
  const from = addDays(series.untilMade ?? series.startsOn, 1);
  const days = from > until ? [] : await occurrenceDays(series.rule, series.startsOn, { from, to: until });
  const more = await occurrenceDays(series.rule, series.startsOn, { from: addDays(until, 1), to: addDays(until, LOOKED_AHEAD_DAYS) });
  if (typeof days === 'string' || typeof more === 'string') return { type: 'failed', reason: 'no-rule' };
  return {
    type: 'done',
    effects: (inside) =>
      write(inside, { series, days: days.slice(0, AT_ONCE), isLast: days.length <= AT_ONCE, until, goesOn: more.length > 0 }),
  };
}

interface Batch {
  readonly series: Series;
  readonly days: readonly LocalDate[];
  readonly isLast: boolean;
  readonly until: LocalDate;
  readonly goesOn: boolean;
}

async function write(context: Context, { series: seen, days, isLast, until, goesOn }: Batch): Promise<void> {
  const store = eventsStore(context.tx);
  const series = await store.series(seen.id);
  const template = await templateOf(context, seen.id);
  // Another run has made them already, or the series was ended.
  if (!series || !template || series.endedAt !== null || series.untilMade !== seen.untilMade) return;
  for (const day of days) await makeOccurrence(context, template, day);
  await store.updateSeries(seen.id, { untilMade: isLast ? latestDay(until, series.untilMade) : (days.at(-1) ?? until) });
  if (!isLast) await planMaking(context, seen.id, after(context.now, 1));
  else if (goesOn) await planMaking(context, seen.id, tomorrow(context.now));
}

const latestDay = (one: LocalDate, other: LocalDate | null): LocalDate => (other !== null && other > one ? other : one);

/** The last occurrence that was not changed by itself, or the last of all. */
async function templateOf(context: Context, id: SeriesId): Promise<WholeEvent | undefined> {
  const store = eventsStore(context.tx);
  const all = await store.wholeOf(await store.eventsOfSeries(id));
  const held = all.filter(({ event }) => event.state === 'announced');
  return held.findLast(({ event }) => !event.changedAlone) ?? held.at(-1);
}

/** One more event like the others: people can register at once, and it is posted some days before. */
async function makeOccurrence(context: Context, template: WholeEvent, day: LocalDate): Promise<void> {
  const { event } = template;
  if (event.occurrence === null) return;
  const sessions = sessionsOn(day, { ...template, occurrence: event.occurrence, zone: event.zone });
  const [first] = sessions;
  if (!first || first.startsAt <= context.now) return;
  const store = eventsStore(context.tx);
  const days = daysBetween(event.occurrence, day);
  const announceAt = isPosted(event) || event.announceAt !== null ? await announcedAt(context, first, event.zone) : null;
  const made = {
    ...commonFields(event),
    series: event.series,
    occurrence: day,
    changedAlone: false,
    state: 'announced',
    registrationFrom: shifted(event.registrationFrom, days, event.zone),
    registrationUntil: shifted(event.registrationUntil, days, event.zone),
    announceAt,
    announcedAt: null,
    createdBy: event.createdBy,
    createdAt: context.now,
  } as const;
  const id = await store.insertEvent(made);
  if (event.audience.to === 'members') await store.copyListed(event.id, id);
  for (const [index, session] of sessions.entries())
    await store.insertSession({ event: id, position: index + 1, state: 'planned', ...session });
  for (const { id: _id, ...person } of await peopleOfEvent(context.tx, event.id)) await store.insertPerson({ ...person, event: id });
  const whole = await store.whole(id);
  if (whole) await planReminders(context, whole.event, whole.sessions);
  if (announceAt !== null) {
    const payload = { event: id, at: announceAt };
    await context.agenda.plan({ key: laterKey(id), kind: 'events.making.announce-later', payload, dueAt: announceAt });
  }
  await planRegistering(context, [{ id, registrationFrom: made.registrationFrom }], { tells: true });
}

/** Some days before, at the hour at which it begins. */
async function announcedAt(
  context: Context,
  { date, startTime }: { date: LocalDate; startTime: WholeEvent['sessions'][number]['startTime'] },
  zone: string,
): Promise<Instant> {
  const { seriesAnnounceDays } = eventsSection.of(await context.community.settings());
  return latest(context.now, instantOf(addDays(date, -seriesAnnounceDays), startTime, zone));
}
