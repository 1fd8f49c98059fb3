import { z } from 'zod';
import { toInstant } from '../../../core/time.js';
import { defineJob, type Job, wheneverPossible } from '../../../feature-api/index.js';
import { idSchema } from '../../../feature-api/schemas.js';
import { eventsStore } from '../store/index.js';
import type { RegistrationId } from '../types.js';
import { fillPlaces, OFFER_OVER } from './fill.js';

/** Nobody answered in time: the place goes to the next who waits. */
const offerOver = defineJob({
  kind: OFFER_OVER,
  class: 'normal',
  lateness: wheneverPossible,
  payload: z.object({ registration: idSchema<RegistrationId>(), until: z.number().transform(toInstant) }),
  run: async (_context, { registration: id, until }) => ({
    type: 'done',
    async effects(inside) {
      const store = eventsStore(inside.tx);
      const event = (await store.registration(id))?.event;
      if (event === undefined) return;
      // They may be answering at this moment.
      await store.holdPlaces(event);
      const registration = await store.registration(id);
      if (registration?.state !== 'offered' || registration.offeredUntil !== until) return;
      if (registration.isGuest) await store.withdrawGuest(id);
      else await store.updateRegistration(id, { state: 'declined', offeredUntil: null });
      await fillPlaces(inside, registration.event);
    },
  }),
});

export const registrationJobs: readonly Job[] = [offerOver];
