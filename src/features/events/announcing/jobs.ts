import { z } from 'zod';
import { toInstant } from '../../../core/time.js';
import { defineJob, type Job, tellChannel, wheneverPossible } from '../../../feature-api/index.js';
import { idSchema } from '../../../feature-api/schemas.js';
import { ORGANISERS } from '../../members/public.js';
import { isPosted } from '../keys.js';
import { eventsStore } from '../store/index.js';
import type { EventId } from '../types.js';
import { announceDue } from './announce.js';

/** The time of a draft has come. If it can't be announced, organisers hear why. */
const later = defineJob(
  {
    kind: 'events.making.announce-later',
    class: 'normal',
    lateness: wheneverPossible,
    // `isSure` is of rows from before the answer stood with the session.
    payload: z.object({ event: idSchema<EventId>(), at: z.number().transform(toInstant), isSure: z.boolean().default(false) }),
  },
  async (_context, { event: id, at, isSure }) => ({
    type: 'done',
    async effects(inside) {
      const whole = await eventsStore(inside.tx).whole(id);
      if (!whole || whole.event.state === 'cancelled' || isPosted(whole.event) || whole.event.announceAt !== at) return;
      const lack = await announceDue(inside, whole, { isSure });
      if (lack === undefined) return;
      await tellChannel(inside, ORGANISERS, {
        key: `events:not-announced:${id}:${at}`,
        kind: 'events.making.not-announced',
        args: { event: id, lack },
      });
    },
  }),
);

export const announcingJobs: readonly Job[] = [later];
