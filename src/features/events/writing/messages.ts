import { z } from 'zod';
import { composedGone, defineNotification, type Notification, withinDays } from '../../../feature-api/index.js';
import { idSchema } from '../../../feature-api/schemas.js';
import { eventsStore } from '../store/index.js';
import type { MessageId } from '../types.js';
import { messageCard } from './cards/message.js';

/** What an organiser wrote; erased words are not sent. */
const message = defineNotification({
  kind: 'events.organising.message',
  notice: 'events.messages',
  urgency: 'normal',
  lateness: withinDays(7),
  onUnknownOutcome: 'hold',
  args: z.object({ message: idSchema<MessageId>() }),
  async compose(context, { message: id }, { audience: { languages } }) {
    const store = eventsStore(context.tx);
    const found = await store.message(id);
    const whole = found && (await store.whole(found.event));
    if (!found || !whole) return composedGone;
    return { message: { cards: [messageCard(whole.event, found.words, languages[0])] } };
  },
});

export const writingMessages: readonly Notification[] = [message];
