import type { MemberId } from '../../../core/ids.js';
import type { Context, FeaturePart } from '../../../feature-api/index.js';
import { expireAfterEvents } from '../erasure.js';
import { hasOwnPlace, WITH_PLACE } from '../rules/places.js';
import { eventsStore } from '../store/index.js';
import { fillPlaces } from './fill.js';
import { registrationHandlers } from './handlers.js';
import { registrationJobs } from './jobs.js';
import { registrationMessages } from './messages.js';
import { organisingHandlers } from './organising/handlers.js';

/** Members say whether they come; who finds no place waits for one. */
export const registrationPart: FeaturePart = {
  handlers: [...registrationHandlers, ...organisingHandlers],
  messages: registrationMessages,
  notices: [
    { name: 'events.places', label: 'events.notice.places', keeps: 'asked' },
    { name: 'events.colleagues', label: 'events-registration.notice.colleagues', choices: ['here', 'off'], default: 'here' },
  ],
  jobs: registrationJobs,
  expire: expireAfterEvents,
  tidy: fillForTold,
  person: {
    exportPersonalData: async () => ({}),
    onMemberRemoved: giveBackPlaces,
    onMembersMerged: (context, { into }) => fillFreed(context, into),
    onMemberReturned: async () => {},
  },
};

/** Whoever leaves frees their places in what is still to come. */
async function giveBackPlaces(context: Context, member: MemberId): Promise<void> {
  const store = eventsStore(context.tx);
  for (const { id, event } of await store.registrationsBy(member, ['invited', 'applied', 'going', 'maybe', 'waiting', 'offered'])) {
    const whole = await store.whole(event);
    if (!whole || whole.sessions.every(({ endsAt }) => endsAt <= context.now)) continue;
    // They may be given a place at this moment.
    await store.holdPlaces(event);
    const registration = await store.registration(id);
    if (!registration) continue;
    await store.updateRegistration(registration.id, { state: 'declined', waitingSince: null, offeredUntil: null });
    if (hasOwnPlace(registration)) await fillPlaces(context, registration.event);
  }
}

/** One person who had two places has one; the rows are merged already. */
async function fillFreed(context: Context, member: MemberId): Promise<void> {
  for (const { event } of await eventsStore(context.tx).registrationsBy(member, WITH_PLACE)) await fillPlaces(context, event);
}

/** Somebody who was passed over can be told by now, and a place is still free. */
async function fillForTold(context: Context): Promise<void> {
  for (const event of await eventsStore(context.tx).withWaiting(context.now)) await fillPlaces(context, event);
}
