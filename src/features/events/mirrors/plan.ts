import type { Context } from '../../../feature-api/index.js';
import type { EventId } from '../types.js';

export const MIRROR = 'events.mirrors.write';
export const INTEREST = 'events.mirrors.interest';

/** Plans that the calendars of platforms show an event as it is after this transaction. Nothing where no platform has one. */
export async function planMirror(context: Context, event: EventId): Promise<void> {
  if (context.platforms.nativeEvents().length === 0) return;
  await context.agenda.plan({ key: `${MIRROR}:${event}`, kind: MIRROR, payload: { event }, dueAt: context.now, again: true });
}
