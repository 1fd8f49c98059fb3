import { defineJob, type Job, wheneverPossible } from '../../../feature-api/index.js';
import { ofSession } from '../message-args.js';
import { eventsStore } from '../store/index.js';
import { countPresence } from './count.js';
import { COUNT, countedAt } from './plan.js';

/** Counts who was in the voice channel of a session. */
const count = defineJob(
  { kind: COUNT, class: 'normal', lateness: wheneverPossible, upkeep: true, payload: ofSession },
  async (context, { session: id }, { now }) => {
    const store = eventsStore(context.tx);
    const session = await store.session(id);
    const whole = session && (await store.whole(session.event));
    if (!whole) return { type: 'dropped', reason: 'not-held' };
    const isHeld = whole.event.state === 'announced' && session.state === 'planned';
    if (isHeld && session.endsAt > now) return { type: 'later', at: countedAt(session.endsAt), reason: 'moved' };
    return {
      type: 'done',
      effects: (inside) => (isHeld ? countPresence(inside, whole, session) : eventsStore(inside.tx).forgetStays(id)),
    };
  },
);

export const voiceJobs: readonly Job[] = [count];
