import { z } from 'zod';
import { toInstant } from '../../../core/time.js';
import { defineJob, type Job, withinDays } from '../../../feature-api/index.js';
import { idSchema } from '../../../feature-api/schemas.js';
import { inThread, isPosted } from '../keys.js';
import { AFTERWARDS } from '../reminders/plan.js';
import { lastSession } from '../rules/state.js';
import { mailFiles } from '../slides/guests.js';
import { givenPlan, peopleToReach } from '../slides/reach.js';
import { eventsStore } from '../store/index.js';
import type { SessionId } from '../types.js';

/** After the last session: in the thread for all, and to each who has a place and asked to be reminded. */
const afterwards = defineJob(
  {
    kind: AFTERWARDS,
    class: 'normal',
    // Nobody is thanked for an event that was long ago.
    lateness: withinDays(3),
    payload: z.object({ session: idSchema<SessionId>(), endsAt: z.number().transform(toInstant) }),
  },
  async (context, { session: id, endsAt }, { dueAt, now }) => {
    const store = eventsStore(context.tx);
    const session = await store.session(id);
    const whole = session && (await store.whole(session.event));
    if (whole?.event.state !== 'announced') return { type: 'dropped', reason: 'not-held' };
    if (session?.endsAt !== endsAt || session.state !== 'planned') return { type: 'dropped', reason: 'moved' };
    if (lastSession(whole.sessions)?.id !== id) return { type: 'dropped', reason: 'not-last' };
    const { event } = whole;
    return {
      type: 'done',
      async effects(inside) {
        // The thanks have what was given so far; later links are told by themselves.
        await eventsStore(inside.tx).tellMaterials(event.id, now);
        const files = await eventsStore(inside.tx).tellFiles(event.id, now);
        const reached = files.count > 0 ? await peopleToReach(inside, event.id, files, now) : [];
        if (files.count > 0) await mailFiles(inside, event.id, files.first, now);
        const people = await eventsStore(inside.tx).toRemind(event.id);
        const thanked = new Set(people.map(({ member }) => member));
        await inside.deliveries.plan(
          // Whoever asked for files before, and has no place or wants no reminders, has nothing to be thanked for.
          reached
            .filter(({ member, reach }) => reach === 'send' && !thanked.has(member))
            .map(({ member }) => givenPlan(event.id, member, now)),
        );
        const plan = { kind: 'events.afterwards.thanks', args: { event: event.id }, dueAt };
        const key = `events:thanks:${event.id}`;
        await inside.deliveries.plan([
          ...(isPosted(event) ? [{ ...plan, key, to: inThread(event) }] : []),
          ...people.map(({ member }) => ({ ...plan, key: `${key}:${member}`, to: { to: 'member', member } as const })),
        ]);
      },
    };
  },
);

export const afterwardsJobs: readonly Job[] = [afterwards];
