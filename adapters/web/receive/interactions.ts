import { z } from 'zod';
import type { Attachment, Reply } from '../../../src/core/message.js';
import type { InboundEvent, Inbox } from '../../../src/ports/chat.js';
import type { InboundInput } from '../../../src/ports/inbound.js';
import type { Store } from '../../../src/ports/store.js';
import { conversationRef } from '../places/conversations.js';
import type { Directory, Reader } from '../places/directory.js';
import { threadRef } from '../places/threads.js';
import type { Origin, Replies } from '../post/replies.js';
import type { Outcome } from '../protocol.js';
import { matterOf } from './matter.js';

const attachment: z.ZodType<Attachment> = z.object({ name: z.string(), mediaType: z.string(), bytes: z.instanceof(Uint8Array) });

/** What a person did, as it is persisted until it is handled. */
const bodySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('command'), command: z.string(), text: z.string(), files: z.array(attachment).readonly() }),
  z.object({ type: z.literal('action'), action: z.string(), values: z.array(z.string()).readonly() }),
  /** The menu of a message in the thread that `thread` opened. */
  z.object({ type: z.literal('menu'), thread: z.number(), message: z.number() }),
  z.object({
    type: z.literal('form'),
    form: z.string(),
    values: z.record(z.string(), z.union([z.string(), z.array(z.string()).readonly(), attachment]).optional()),
  }),
]);
export type InteractionBody = z.infer<typeof bodySchema>;

/** Where the reply goes, as it is persisted until it is answered. */
const routeSchema = z.object({ conversation: z.string(), thread: z.number().nullable(), source: z.number().nullable() });

/** Commands, buttons and forms: persisted, handled, answered. */
export interface Interactions {
  /** Handles what a person did, and delivers the reply. A repeated interaction gets the reply of the first, if that is not delivered yet. */
  handle(reader: Reader, event: InboundEvent, origin: Origin, body: InteractionBody): Promise<Outcome>;
  /** Handles an interaction that another process left unhandled. */
  resume(input: InboundInput): Promise<void>;
  /** Delivers a reply that another process left undelivered; false if only an open page could have shown it. */
  answer(input: Pick<InboundInput, 'eventId' | 'from' | 'route'>, reply: Reply): Promise<boolean>;
}

export function createInteractions({
  store,
  space,
  directory,
  replies,
  inbox,
}: {
  readonly store: Pick<Store, 'autocommit'>;
  readonly space: string;
  readonly directory: Directory;
  readonly replies: Replies;
  readonly inbox: () => Inbox;
}): Interactions {
  const replyTo = async (to: Inbox, event: InboundEvent, body: InteractionBody): Promise<Reply> => {
    switch (body.type) {
      case 'command':
        return to.command({ ...event, command: body.command, input: { type: 'text', text: body.text, files: body.files } });
      case 'action':
        return to.action({ ...event, action: body.action, values: body.values });
      case 'menu': {
        const conversation = threadRef(space, event.conversation.id, body.thread);
        const matter = await matterOf(store.autocommit.webChat, body.message);
        return to.menu({ ...event, message: { conversation, id: String(body.message) }, ...(matter && { matter }) });
      }
      case 'form':
        return to.form({ ...event, form: body.form, values: body.values });
      default:
        return body satisfies never;
    }
  };

  /** The place of a persisted interaction; `undefined` if it no longer exists. */
  const originOf = async (route: unknown): Promise<Origin | undefined> => {
    const { conversation: id, thread, source } = routeSchema.parse(route);
    const { webChat } = store.autocommit;
    const conversation = await webChat.conversation(id);
    return conversation && { conversation, thread, source: source === null ? undefined : await webChat.message(source) };
  };

  const finish = async (to: Inbox, reader: Reader, event: InboundEvent, origin: Origin, body: InteractionBody): Promise<Outcome> => {
    const outcome = await replies.deliver(reader, await replyTo(to, event, body), origin, event.eventId);
    to.answered(event.eventId);
    return outcome;
  };

  return {
    async handle(reader, event, origin, body) {
      const to = inbox();
      const route = { conversation: origin.conversation.id, thread: origin.thread, source: origin.source?.id ?? null };
      await to.receive({ eventId: event.eventId, from: event.from, route, body });
      return finish(to, reader, event, origin, body);
    },
    async resume({ eventId, from, route, body }) {
      const to = inbox();
      const origin = await originOf(route);
      if (!origin) return to.answered(eventId);
      const event: InboundEvent = { eventId, from, conversation: conversationRef(origin.conversation, space) };
      await finish(to, await directory.reader(from.user), event, origin, bodySchema.parse(body));
    },
    async answer({ eventId, from, route }, reply) {
      if (reply.type === 'form' || reply.type === 'form-errors') return false;
      const origin = await originOf(route);
      if (origin) await replies.deliver(await directory.reader(from.user), reply, origin, eventId);
      return true;
    },
  };
}
