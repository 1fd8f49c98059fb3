import { z } from 'zod';
import type { MemberId } from '../../../core/ids.js';
import { after, between, DAY, HOUR, type Instant, MINUTE } from '../../../core/time.js';
import { type Context, defineJob, type Job, type JobOutcome, wheneverPossible } from '../../../feature-api/index.js';
import { idSchema } from '../../../feature-api/schemas.js';
import { DeliveryError } from '../../../ports/chat.js';
import { firstSession, isOver, lastSession } from '../rules/state.js';
import { eventsStore, type Mirror, type WholeEvent } from '../store/index.js';
import type { EventId } from '../types.js';
import { entryOf, markOf } from './entry.js';
import { countInterest } from './interest.js';
import { INTEREST, MIRROR } from './plan.js';

const ofEvent = z.object({ event: idSchema<EventId>() });

/** How often it is asked who is interested, for what a platform told while nobody heard: shortly before the event more often. */
const SOON = 2 * DAY;
const OFTEN = 6 * HOUR;
const SELDOM = DAY;
/** How often a platform that refuses is tried again. */
const REFUSED = 6 * HOUR;

/** Writes an event into the calendars of platforms, or crosses it out there. A platform that refuses tells organisers why. */
const mirror = defineJob({
  kind: MIRROR,
  class: 'delivery',
  lateness: wheneverPossible,
  upkeep: true,
  payload: ofEvent,
  run: (context, { event: id }) =>
    withPlatforms(context, async () => {
      const whole = await eventsStore(context.tx).whole(id);
      const isShown = whole !== undefined && shows(whole, context.now);
      const isGone = whole?.event.state !== 'announced' || firstSession(whole.sessions) === undefined;
      const written: Mirror[] = [];
      for (const { platform, space, events } of context.platforms.nativeEvents()) {
        if (isShown) written.push({ platform, space, externalId: await events.put(entryOf(whole)) });
        else if (isGone) await events.remove(markOf(id));
      }
      return {
        type: 'done',
        async effects(inside) {
          const store = eventsStore(inside.tx);
          if ((await store.whole(id)) === undefined) return;
          for (const each of written) await store.saveMirror(id, each);
          if (isShown) await planInterest(inside, whole);
          else if (isGone) for (const each of await store.mirrorsOf(id)) await store.removeMirror(id, each);
        },
      };
    }),
});

/** Asks who is interested. */
const interest = defineJob({
  kind: INTEREST,
  class: 'delivery',
  lateness: wheneverPossible,
  upkeep: true,
  payload: ofEvent,
  run: (context, { event: id }) =>
    withPlatforms(context, async () => {
      const store = eventsStore(context.tx);
      const whole = await store.whole(id);
      if (whole?.event.state !== 'announced' || isOver(whole.sessions, context.now)) return { type: 'dropped', reason: 'not-held' };
      const mirrors = await store.mirrorsOf(id);
      const members = new Set<MemberId>();
      for (const { platform, space, events } of context.platforms.nativeEvents()) {
        const known = mirrors.find((each) => each.platform === platform && each.space === space);
        if (!known) continue;
        for (const account of await events.interested(known.externalId)) {
          const person = await context.people.findByAccount(account);
          if (person?.status === 'active' && !person.isBot) members.add(person.id);
        }
      }
      return {
        type: 'done',
        async effects(inside) {
          await countInterest(inside, whole, [...members]);
          await planInterest(inside, whole);
        },
      };
    }),
});

/** Whether an event is written into calendars: it is announced to all, and is to come. What has begun stays as it was. */
function shows({ event, sessions }: WholeEvent, now: Instant): boolean {
  const first = firstSession(sessions);
  return (
    event.state === 'announced' &&
    event.announcedAt !== null &&
    event.audience.to !== 'members' &&
    first !== undefined &&
    first.startsAt > now
  );
}

async function planInterest(context: Context, { event, sessions }: WholeEvent): Promise<void> {
  const [first, last] = [firstSession(sessions), lastSession(sessions)];
  if (!first || !last) return;
  const dueAt = after(context.now, between(context.now, first.startsAt) < SOON ? OFTEN : SELDOM);
  if (dueAt >= last.endsAt) return;
  await context.agenda.plan({ key: `${INTEREST}:${event.id}`, kind: INTEREST, payload: { event: event.id }, dueAt, again: true });
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
