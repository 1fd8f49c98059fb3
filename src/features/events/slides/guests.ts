import type { Instant } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { canBeTold, GUEST_MAIL } from '../guests/mail.js';
import { eventsStore } from '../store/index.js';
import type { EventId } from '../types.js';

/**
 * Guests with an address who had a place get a mail that leads to their own page, where the files are. Whoever was not there is told
 * of the first ones alone.
 */
export async function mailFiles(context: Context, event: EventId, first: boolean, at: Instant): Promise<void> {
  const store = eventsStore(context.tx);
  const { registrations, attendance } = await store.registrationsWithAttendance(event);
  const there = new Set(attendance.map(({ registration }) => registration));
  const guests = registrations
    .filter((registration) => registration.state === 'going' && canBeTold(context, registration))
    .map(({ id }) => ({ id, was: attendance.length === 0 || there.has(id) }))
    .filter(({ was }) => was || first);
  if (guests.length === 0) return;
  await context.agenda.plan(
    guests.map(({ id }) => ({
      key: `events:guest-mail:${id}:files:${at}`,
      kind: GUEST_MAIL,
      payload: { registration: id, reason: 'files' },
      dueAt: context.now,
    })),
  );
  await store.noteSent(
    event,
    guests.flatMap(({ id, was }) => (was ? [{ registration: id }] : [])),
    at,
  );
}
