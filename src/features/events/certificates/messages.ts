import { z } from 'zod';
import { composedGone, defineNotification, type Notification, withinDays } from '../../../feature-api/index.js';
import { idSchema } from '../../../feature-api/schemas.js';
import { eventsStore } from '../store/index.js';
import type { EventId } from '../types.js';
import { readyCard } from './cards/organising.js';
import { READY } from './organise.js';

const ready = defineNotification({
  kind: READY,
  notice: 'events.afterwards',
  urgency: 'normal',
  lateness: withinDays(14),
  onUnknownOutcome: 'hold',
  args: z.object({ event: idSchema<EventId>() }),
  async compose(context, { event: id }, { audience: { languages, members } }) {
    const whole = await eventsStore(context.tx).whole(id);
    if (whole?.event.state !== 'announced') return composedGone;
    return { message: { cards: languages.map((language) => readyCard(whole.event, members.length === 1, language)) } };
  },
});

export const certificatesMessages: readonly Notification[] = [ready];
