import { after, earliest, type Instant, latest } from '../../core/time.js';
import { type Context, planExpiry } from '../../feature-api/index.js';
import { GUEST_CERTIFICATE_KEPT, PERSONAL_KEPT } from './rules/limits.js';
import { eventsStore } from './store/index.js';
import type { Session } from './types.js';

/** Plans when what is kept of people for an event alone is erased; the event may have moved. */
export async function planErasure(context: Context, sessions: readonly Pick<Session, 'endsAt'>[]): Promise<void> {
  const [first, ...others] = sessions.map(({ endsAt }) => endsAt);
  if (first !== undefined) await planExpiry(context, after(latest(first, ...others), PERSONAL_KEPT));
}

/** Erases what is no longer needed. Returns when the next of it is. */
export async function expireAfterEvents(context: Context): Promise<Instant | undefined> {
  const store = eventsStore(context.tx);
  const ends = await store.eraseAfterEvents(after(context.now, -PERSONAL_KEPT));
  const issued = await store.eraseGuestsOn(after(context.now, -GUEST_CERTIFICATE_KEPT), context.now);
  const [next, ...others] = [
    ...(ends === undefined ? [] : [after(ends, PERSONAL_KEPT)]),
    ...(issued === undefined ? [] : [after(issued, GUEST_CERTIFICATE_KEPT)]),
  ];
  return next === undefined ? undefined : earliest(next, ...others);
}
