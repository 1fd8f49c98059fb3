import { z } from 'zod';
import { toInstant } from '../../../core/time.js';
import { defineNotification, type Notification, withinDays } from '../../../feature-api/index.js';
import { idSchema } from '../../../feature-api/schemas.js';
import { eventsStore } from '../store/index.js';
import type { RegistrationId } from '../types.js';
import { offeredCard } from './cards/registration.js';
import { viewRegistration } from './view.js';

const offered = defineNotification({
  kind: 'events.offered',
  notice: 'events.places',
  urgency: 'asked',
  lateness: withinDays(1),
  onUnknownOutcome: 'resend',
  args: z.object({ registration: idSchema<RegistrationId>(), until: z.number().transform(toInstant) }),
  async compose(context, { registration: id, until }, { audience: { languages, members } }) {
    const registration = await eventsStore(context.tx).registration(id);
    const [reader] = members;
    if (!reader || registration?.state !== 'offered' || registration.offeredUntil !== until) return { drop: 'changed' };
    return { message: { cards: [offeredCard(await viewRegistration(context, reader, registration.event), languages[0])] } };
  },
});

export const registrationMessages: readonly Notification[] = [offered];
