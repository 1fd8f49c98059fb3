import { z } from 'zod';
import { toInstant } from '../../../core/time.js';
import { defineJob, type Job, wheneverPossible } from '../../../feature-api/index.js';
import { idSchema } from '../../../feature-api/schemas.js';
import { KEPT } from '../../../ports/agenda.js';
import { eventsStore } from '../store/index.js';
import type { RegistrationId } from '../types.js';
import { fillPlaces, OFFER_OVER, OFFER_TOLD, offerKey, planTold } from './fill.js';

const ofOffer = z.object({ registration: idSchema<RegistrationId>(), until: z.number().transform(toInstant) });

/** Gives a place to the next person who waits, because the offer was not answered in time. */
const offerOver = defineJob(
  { kind: OFFER_OVER, class: 'normal', lateness: wheneverPossible, payload: ofOffer },
  async (_context, { registration: id, until }) => ({
    type: 'done',
    async effects(inside) {
      const store = eventsStore(inside.tx);
      const event = (await store.registration(id))?.event;
      if (event === undefined) return;
      // The member may be answering at the same moment, so the row is locked first.
      await store.holdPlaces(event);
      const registration = await store.registration(id);
      if (registration?.state !== 'offered' || registration.offeredUntil !== until) return;
      if (registration.isGuest) await store.withdrawGuest(id);
      else await store.updateRegistration(id, { state: 'declined', offeredUntil: null });
      await fillPlaces(inside, registration.event);
    },
  }),
);

/** Gives a place to the next person when the offer can't be delivered; the first one keeps their turn. */
const offerTold = defineJob(
  { kind: OFFER_TOLD, class: 'normal', lateness: wheneverPossible, payload: ofOffer },
  async (_context, offer) => ({
    type: 'done',
    async effects(inside) {
      const store = eventsStore(inside.tx);
      const event = (await store.registration(offer.registration))?.event;
      if (event === undefined) return;
      await store.holdPlaces(event);
      const registration = await store.registration(offer.registration);
      if (registration?.state !== 'offered' || registration.offeredUntil !== offer.until) return;
      const delivery = await inside.deliveries.find(offerKey(offer));
      // Whoever switched it off finds the offer on their home page.
      if (delivery?.reason === KEPT) return;
      switch (delivery?.state) {
        case 'planned':
        case 'sending':
          await planTold(inside, offer);
          return;
        case 'failed':
        case 'waiting':
        case 'dropped':
          await store.updateRegistration(offer.registration, { state: 'waiting', offeredUntil: null });
          await fillPlaces(inside, event);
          return;
        default:
      }
    },
  }),
);

export const registrationJobs: readonly Job[] = [offerOver, offerTold];
