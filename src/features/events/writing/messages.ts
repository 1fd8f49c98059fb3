import { z } from 'zod';
import {
  type Composed,
  type ComposeInput,
  type Context,
  composedGone,
  defineNotification,
  type Notification,
  withinDays,
} from '../../../feature-api/index.js';
import { idSchema } from '../../../feature-api/schemas.js';
import { eventsStore } from '../store/index.js';
import type { MessageId } from '../types.js';
import { messageCard } from './cards/message.js';
import { ASKING } from './unanswered.js';

const common = {
  lateness: withinDays(7),
  onUnknownOutcome: 'hold',
  args: z.object({ message: idSchema<MessageId>() }),
} as const;

/** What an organiser wrote; erased words are not sent. */
async function compose(
  context: Context,
  { message: id }: { readonly message: MessageId },
  { audience: { languages } }: ComposeInput,
): Promise<Composed> {
  const store = eventsStore(context.tx);
  const found = await store.message(id);
  const whole = found && (await store.whole(found.event));
  if (!found || !whole) return composedGone;
  return { message: { cards: [messageCard(whole.event, found.words, languages[0])] } };
}

/** To those who have to do with an event. */
const message = defineNotification({ ...common, kind: 'events.organising.message', notice: 'events.messages' }, compose);

/** To those an event is for who have not answered, and want to be asked. */
const asking = defineNotification({ ...common, kind: 'events.organising.asking', notice: ASKING }, compose);

export const writingMessages: readonly Notification[] = [message, asking];
