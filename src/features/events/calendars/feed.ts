import { isAllowed } from '../../../core/access.js';
import type { Language } from '../../../core/language.js';
import { after, DAY, type Instant, latest } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import type { Member } from '../../members/public.js';
import { publicPeopleOf } from '../making/people/named.js';
import { mayKnowWhere } from '../rules/where.js';
import { eventsStore, type WholeEvent } from '../store/index.js';
import { withoutAddresses } from '../text-of.js';
import type { CommunityEvent } from '../types.js';
import { type CalendarEntry, entriesOf } from './entries.js';
import { writeCalendar } from './write.js';

/** What a calendar shows of the past and the future. */
const BACK = 90 * DAY;
const AHEAD = 3 * 366 * DAY;
const EVENTS_MAX = 1000;

/** What everybody may know of all events: neither place nor link, and nothing that is for chosen members only. */
export async function publicCalendar(context: Context, language: Language): Promise<string> {
  const states = ['announced', 'cancelled'] as const;
  const events = await eventsStore(context.tx).coming(after(context.now, -BACK), { states, limit: EVENTS_MAX });
  const entries = events
    .filter(({ event }) => event.audience.to !== 'members' && event.announcedAt !== null)
    .flatMap((whole) => entriesWithout(whole, context.now, language));
  return written(context, entries, language);
}

/** The events that a member goes to, or may, and the openings of topics. */
export async function ownCalendarOf(context: Context, member: Member): Promise<string> {
  const { language } = member;
  const store = eventsStore(context.tx);
  const registrations = new Map(
    (await store.registrationsBy(member.id, ['going', 'offered', 'maybe', 'waiting', 'applied'])).map((own) => [own.event, own]),
  );
  const from = after(context.now, -BACK);
  const people = await publicPeopleOf(context, [...registrations.keys()]);
  const entries = (await store.wholeOf([...registrations.keys()]))
    .filter(({ event, sessions }) => event.state !== 'draft' && sessions.some(({ endsAt }) => endsAt > from))
    .flatMap((whole) => {
      const registration = registrations.get(whole.event.id);
      const showsWhere = isAllowed(member, 'organiser') || mayKnowWhere(whole.sessions, registration, context.now);
      const named = people.filter(({ event }) => event === whole.event.id);
      const seen = { ...whole, registration, showsWhere, people: named, now: context.now };
      return stamped(whole.event, entriesOf(seen, language));
    });
  return written(context, entries, language);
}

/** Addresses in the text may be those where people join. Outside the community nobody is named: they agreed to be named in it. */
function entriesWithout(whole: WholeEvent, now: Instant, language: Language): readonly CalendarEntry[] {
  const entries = entriesOf({ ...whole, registration: undefined, showsWhere: false, people: [], now }, language);
  return stamped(whole.event, entries).map((entry) => ({ ...entry, about: withoutAddresses(entry.about) }));
}

/** With when the event was last changed, as far as is known, so that a calendar without changes is the same. */
function stamped(event: CommunityEvent, entries: readonly CalendarEntry[]): readonly CalendarEntry[] {
  const stamp: Instant = latest(event.createdAt, event.announcedAt ?? event.createdAt, event.cancelledAt ?? event.createdAt);
  return entries.map((entry) => ({ ...entry, stamp }));
}

async function written(context: Context, events: readonly CalendarEntry[], language: Language): Promise<string> {
  const range = { from: after(context.now, -BACK), to: after(context.now, AHEAD) };
  const others = (await context.features.calendar(context, range, language)).map(
    ({ cancelled, changedAt, ...item }): CalendarEntry => ({
      ...item,
      status: cancelled ? 'CANCELLED' : 'CONFIRMED',
      stamp: changedAt,
      where: '',
      link: '',
    }),
  );
  const { name } = await context.community.settings();
  return writeCalendar(name, [...events, ...others], context.now);
}
