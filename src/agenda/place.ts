import type { OutgoingMessage } from '../core/message.js';
import { after, HOUR, type Instant } from '../core/time.js';
import type { Context } from '../feature-api/index.js';
import { type Delivery, WAIT_TURN } from '../ports/agenda.js';
import type { ChatAdapter, ConversationRef, PostOptions, Threads } from '../ports/chat.js';
import type { Arrived, DeliverDeps, Outcome, Reachable } from './delivery-outcomes.js';

/** When a delivery looks again whose thread could not be opened. An organiser's retry wakes it earlier. */
const OPENING_FALLBACK = HOUR;

/** Where a message is posted and searched for. Both methods throw a `DeliveryError`. */
export interface Place {
  readonly conversation: ConversationRef;
  post(message: OutgoingMessage, options: PostOptions): Promise<Arrived>;
  find(key: string, since: Instant): Promise<Arrived | undefined>;
}

/** The place of a message that stands in a conversation like any other. */
function within(adapter: ChatAdapter, conversation: ConversationRef): Place {
  return {
    conversation,
    post: async (message, options) => ({ message: await adapter.post(conversation, message, options) }),
    async find(key, since) {
      const message = await adapter.find(conversation, key, since);
      return message && { message };
    },
  };
}

/** The place of a message that opens a thread in `channel`. */
function opening(threads: Threads, channel: ConversationRef, title: string): Place {
  return {
    conversation: channel,
    post: (message, options) => threads.open(channel, title, message, options),
    find: (key, since) => threads.find(channel, key, since),
  };
}

/** Where an earlier attempt of this delivery posted; undefined if there was none. */
export function placeOfAttempt({ to, conversation }: Delivery, adapter: ChatAdapter): Place | undefined {
  if (conversation === null) return undefined;
  const { threads } = adapter;
  return to.to === 'thread' && threads && conversation.kind !== 'thread'
    ? opening(threads, conversation, to.title)
    : within(adapter, conversation);
}

/**
 * The place of a delivery in `conversation`, which was opened for it. A thread that an earlier delivery opened is searched for if
 * it is not saved: an organiser confirmed that delivery, so that nobody knew the thread.
 * @throws {DeliveryError} If the platform cannot tell whether the thread is there.
 */
export async function placeOf(
  { deliveries }: Pick<Context, 'deliveries'>,
  delivery: Delivery,
  { adapter, thread }: Pick<Reachable, 'adapter' | 'thread'>,
  conversation: ConversationRef,
): Promise<Place> {
  if (thread === undefined || thread.isSaved) return within(adapter, conversation);
  const opener = await deliveries.opener(delivery.id);
  const opened = opener && (await thread.threads.find(conversation, opener.key, opener.dueAt));
  return opened ? within(adapter, opened.thread) : opening(thread.threads, conversation, thread.title);
}

/** Postpones a delivery to a thread that an earlier one failed to open; undefined if it need not wait. */
export async function waitForOpening(
  { store }: Pick<DeliverDeps, 'store'>,
  delivery: Delivery,
  resolved: Pick<Reachable, 'thread'>,
  now: Instant,
): Promise<Outcome | undefined> {
  if ((await opensLater(store.autocommit, delivery, resolved, now)) === undefined) return undefined;
  return {
    type: 'later',
    at: async (repositories) => (await opensLater(repositories, delivery, resolved, now)) ?? now,
    reason: WAIT_TURN,
  };
}

/**
 * When a delivery to a thread may look again, because an earlier one failed to open it: otherwise a later message would become
 * the opening post. Undefined if it need not wait.
 */
async function opensLater(
  { deliveries }: Pick<Context, 'deliveries'>,
  { id }: Delivery,
  { thread }: Pick<Reachable, 'thread'>,
  now: Instant,
): Promise<Instant | undefined> {
  if (thread === undefined || thread.isSaved) return undefined;
  const opener = await deliveries.opener(id);
  return opener === undefined || opener.state === 'sent' ? undefined : after(now, OPENING_FALLBACK);
}
