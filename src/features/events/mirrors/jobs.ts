import type { MemberId } from '../../../core/ids.js';
import { after, between, DAY, HOUR, type Instant, MINUTE } from '../../../core/time.js';
import { type Context, defineJob, type Job, type JobOutcome, wheneverPossible } from '../../../feature-api/index.js';
import { DeliveryError } from '../../../ports/chat.js';
import { ofEvent } from '../message-args.js';
import { isOver, lastSession, nextSession } from '../rules/state.js';
import { type Entry, eventsStore, type WholeEvent } from '../store/index.js';
import type { EventId, Session } from '../types.js';
import { entryOf, markOf } from './entry.js';
import { countInterest } from './interest.js';
import { INTEREST, MIRROR } from './plan.js';

/** How often it is asked who is interested, for what a platform told while nobody heard: shortly before the event more often. */
const SOON = 2 * DAY;
const OFTEN = 6 * HOUR;
const SELDOM = DAY;
/** After how long a platform that refuses is tried again. */
const REFUSED = 6 * HOUR;

/** Writes the sessions of an event into the calendars of platforms, or crosses them out there. A platform that refuses tells organisers why. */
const mirror = calendarJob(MIRROR, async (context, id) => {
  const whole = await eventsStore(context.tx).whole(id);
  if (!whole) return { type: 'dropped', reason: 'not-held' };
  const written: Entry[] = [];
  const gone = whole.sessions.filter((session) => isGone(whole, session, context.now));
  for (const { platform, space, events } of context.platforms.nativeEvents()) {
    for (const session of whole.sessions) {
      if (shows(whole, session, context.now))
        written.push({ event: id, session: session.id, platform, space, externalId: await events.put(entryOf(whole, session)) });
    }
    for (const session of gone) await events.remove(markOf(whole, session));
  }
  return {
    type: 'done',
    async effects(inside) {
      const store = eventsStore(inside.tx);
      const now = await store.whole(id);
      if (!now) return;
      for (const each of written) if (now.sessions.some((session) => session.id === each.session)) await store.saveEntry(each);
      for (const each of await store.entriesOf(id)) if (gone.some((session) => session.id === each.session)) await store.removeEntry(each);
      if (written.length > 0) await planInterest(inside, whole);
    },
  };
});

/** Asks who is interested. */
const interest = calendarJob(INTEREST, async (context, id) => {
  const store = eventsStore(context.tx);
  const whole = await store.whole(id);
  if (whole?.event.state !== 'announced' || isOver(whole.sessions, context.now)) return { type: 'dropped', reason: 'not-held' };
  const coming = whole.sessions.filter(({ state, endsAt }) => state === 'planned' && endsAt > context.now);
  const entries = (await store.entriesOf(id)).filter(({ session }) => coming.some((each) => each.id === session));
  const members = new Set<MemberId>();
  for (const { platform, space, events } of context.platforms.nativeEvents()) {
    for (const known of entries.filter((each) => each.platform === platform && each.space === space)) {
      for (const account of await events.interested(known.externalId)) {
        const person = await context.people.findByAccount(account);
        if (person?.status === 'active' && !person.isBot) members.add(person.id);
      }
    }
  }
  return {
    type: 'done',
    async effects(inside) {
      await countInterest(inside, whole, [...members]);
      await planInterest(inside, whole);
    },
  };
});

/** Whether a session is written into calendars: its event is announced to all, and it is to come. What has begun stays as it was. */
function shows({ event }: WholeEvent, { state, startsAt }: Session, now: Instant): boolean {
  return (
    event.state === 'announced' && event.announcedAt !== null && event.audience.to !== 'members' && state === 'planned' && startsAt > now
  );
}

/** Whether a session is crossed out: it was called off, or its event was, or is a draft again. */
function isGone({ event }: WholeEvent, { state, endsAt }: Session, now: Instant): boolean {
  return event.state !== 'announced' || (state !== 'planned' && endsAt > now);
}

async function planInterest(context: Context, { event, sessions }: WholeEvent): Promise<void> {
  const [next, last] = [nextSession(sessions, context.now), lastSession(sessions)];
  if (!next || !last) return;
  const dueAt = after(context.now, between(context.now, next.startsAt) < SOON ? OFTEN : SELDOM);
  if (dueAt >= last.endsAt) return;
  await context.agenda.plan({ key: `${INTEREST}:${event.id}`, kind: INTEREST, payload: { event: event.id }, dueAt, again: true });
}

/** A job that writes or reads an event in the calendars of platforms. */
function calendarJob(kind: string, work: (context: Context, event: EventId) => Promise<JobOutcome>): Job {
  return defineJob({ kind, class: 'delivery', lateness: wheneverPossible, upkeep: true, payload: ofEvent }, (context, { event }) =>
    withPlatforms(context, () => work(context, event)),
  );
}

/** A platform that can't be asked now is asked later, and one that refuses is, too: an organiser may give the right. Nothing else fails for it. */
async function withPlatforms(context: Context, work: () => Promise<JobOutcome>): Promise<JobOutcome> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    const isRefused = error.outcome === 'refused' || error.outcome === 'unreachable';
    const waitMs = error.retryAfterMs ?? (isRefused ? REFUSED : MINUTE);
    return { type: 'later', at: after(context.now, waitMs), reason: `delivery:${error.outcome}` };
  }
}

export const mirrorsJobs: readonly Job[] = [mirror, interest];
