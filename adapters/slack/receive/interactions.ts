import type { Reply } from '../../../src/core/message.js';
import type { InboundEvent, Inbox } from '../../../src/ports/chat.js';
import type { InboundInput } from '../../../src/ports/inbound.js';
import type { Logger } from '../../../src/ports/logger.js';
import type { Files } from '../files.js';
import { threadRef } from '../places/address.js';
import type { Replies } from '../post/replies.js';
import type { Problems } from '../problems.js';
import type { FormAnswering, SubmittedForms } from './form-answering.js';
import {
  type EventHandler,
  type EventInput,
  type FormInput,
  readPersisted,
  routeSchema,
  type SlackInput,
  type UsedInput,
} from './inputs.js';
import { readableMatter } from './matter.js';
import type { Place } from './order.js';
import type { People } from './people.js';

/** Handles what was persisted, and brings the replies. */
export interface Interactions {
  /** Handles an acknowledged command, button or event. Resolves when its reply is brought or can't be. Never throws. */
  handle(input: UsedInput | EventInput, place?: Place): Promise<void>;
  /** Handles a form, whose answer is its acknowledgement. Never throws. */
  submit(input: FormInput, answering: FormAnswering): Promise<void>;
  /** Handles an input that another process left unhandled. Never throws. */
  resume(input: InboundInput): Promise<void>;
  /** See `ChatAdapter.answer`. Never throws. */
  answer(input: Pick<InboundInput, 'eventId' | 'from' | 'route'>, reply: Reply): Promise<boolean>;
}

export function createInteractions(deps: {
  readonly inbox: Inbox;
  readonly people: People;
  readonly replies: Replies;
  readonly forms: SubmittedForms;
  readonly handleEvent: EventHandler;
  readonly files: Files;
  readonly problems: Problems;
  readonly logger: Logger;
}): Interactions {
  const { inbox, people, replies, forms, handleEvent, files, problems, logger } = deps;
  /** Whether the reply was brought, by event; a recovery that starts meanwhile must not do the work a second time. */
  const underWay = new Map<string, Promise<boolean>>();

  /** Does the work of an event that brings its reply, and notes whether it did. */
  const finish = async (eventId: string, work: () => Promise<boolean>): Promise<void> => {
    const bringing = work().catch((error: unknown) => {
      logger.error({ eventId, error }, 'could not handle what Slack sent');
      return false;
    });
    underWay.set(eventId, bringing);
    const isBrought = await bringing;
    underWay.delete(eventId);
    if (isBrought) inbox.answered(eventId);
    else inbox.unanswerable(eventId);
  };

  const use = async ({ eventId, from, route, body }: UsedInput, isResumed = false): Promise<boolean> => {
    const origin = await people.originIn(from, route, eventId);
    const event = { eventId, from, conversation: origin.conversation, isResumed };
    return replies.send(await replyTo(event, body, route), isResumed ? { ...origin, maybeAnsweredSince: route.trigger.at } : origin);
  };

  const replyTo = (event: InboundEvent, body: UsedInput['body'], { channel }: UsedInput['route']): Promise<Reply> => {
    switch (body.type) {
      case 'command':
        return inbox.command({ ...event, command: body.command, input: { type: 'text', text: body.text } });
      case 'action':
        return inbox.action({ ...event, action: body.action, values: body.values });
      case 'menu': {
        const conversation = threadRef(event.from.space, channel?.id ?? event.conversation.id, body.thread);
        const matter = body.matter && readableMatter(body.matter, { files, problems });
        return inbox.menu({ ...event, message: { conversation, id: body.ts }, ...(matter && { matter }) });
      }
      default:
        return body satisfies never;
    }
  };

  const bring = (input: SlackInput): Promise<boolean> => {
    switch (input.kind) {
      case 'used':
        return use(input, true);
      case 'form':
        return forms.resume(input);
      case 'event':
        return handleEvent(input);
      default:
        return input satisfies never;
    }
  };

  return {
    async handle(input, place) {
      // A recovery took it over while it waited for its turn.
      if (underWay.has(input.eventId)) return;
      await finish(input.eventId, () => (input.kind === 'used' ? use(input) : handleEvent(input, place)));
    },
    submit: (input, answering) => finish(input.eventId, () => forms.submit(input, answering)),
    async resume(input) {
      const { eventId } = input;
      if (underWay.has(eventId)) return;
      await finish(eventId, async () => bring(readPersisted(input)));
    },
    async answer({ eventId, from, route: persisted }, reply) {
      const known = underWay.get(eventId);
      if (known) return known;
      try {
        const route = routeSchema.parse(persisted);
        if (route.type === 'form') return await forms.answer({ eventId, from, route }, reply);
        const origin = await people.originIn(from, route, eventId);
        return await replies.send(reply, { ...origin, maybeAnsweredSince: route.trigger.at, mayHaveArrived: true });
      } catch (error) {
        logger.error({ eventId, error }, 'could not bring a reply to Slack');
        return false;
      }
    },
  };
}
