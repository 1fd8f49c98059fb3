import { FLEETING_MS } from '../../../src/core/lifetimes.js';
import type { Reply } from '../../../src/core/message.js';
import { after, type Clock } from '../../../src/core/time.js';
import type { Store } from '../../../src/ports/store.js';
import { fleetingKey, type WebConversation, type WebMessage } from '../../../src/ports/web-chat.js';
import type { SignalBus } from '../connect/signal-bus.js';
import type { Directory, Reader } from '../places/directory.js';
import type { Outcome } from '../protocol.js';
import type { FormTokens } from '../receive/form-tokens.js';
import { storeMessage } from '../render/message.js';
import type { Views } from '../render/views.js';
import type { MessageWriter } from './messages.js';

/** Where an event came from, which is where its reply goes. */
export interface Origin {
  readonly conversation: WebConversation;
  readonly thread: number | null;
  /** The message whose control the person used; `undefined` for a command. */
  readonly source: WebMessage | undefined;
}

export interface Replies {
  /**
   * Delivers the app's reply to an event. If the event erased the person, the reply goes into the outcome only and is not
   * stored.
   *
   * @param eventId Used in the key of the reply, so that a repeated event stores one reply.
   */
  deliver(reader: Reader, reply: Reply, origin: Origin, eventId: string): Promise<Outcome>;
  /** The outcome that shows one message to the reader. */
  show(reader: Reader, message: number): Promise<Outcome>;
}

export interface RepliesDependencies {
  readonly store: Pick<Store, 'autocommit'>;
  readonly directory: Directory;
  readonly views: Views;
  readonly signals: SignalBus;
  readonly tokens: FormTokens;
  readonly messages: MessageWriter;
  readonly clock: Clock;
}

const NOTHING: Outcome = { messages: [], form: null, errors: null, erased: null };

export function createReplies({ store, directory, views, signals, tokens, messages, clock }: RepliesDependencies): Replies {
  const show: Replies['show'] = async (reader, id) => {
    const message = await store.autocommit.webChat.message(id);
    return message ? { ...NOTHING, messages: await views.render(reader, [message]) } : NOTHING;
  };

  const outcomeOf = async (reader: Reader, reply: Reply, origin: Origin, eventId: string): Promise<Outcome> => {
    const { conversation, thread, source } = origin;
    switch (reply.type) {
      case 'none':
        return NOTHING;
      case 'form-errors':
        return { ...NOTHING, errors: reply.errors };
      case 'form': {
        const message = source?.id ?? null;
        const token = await tokens.sign(reader.user, reply.form.id, conversation.id, message);
        return { ...NOTHING, form: { form: reply.form, token, conversation: conversation.id, message, thread } };
      }
      case 'message': {
        if (reply.replace && source && mayReplace(reader, source, conversation, reply)) {
          // As on the other platforms, the files of the message stay below what replaces its text.
          await messages.update(source.id, storeMessage(reply.message), source.content.files);
          return show(reader, source.id);
        }
        const id = await messages.insert({
          conversation: conversation.id,
          thread,
          author: null,
          onlyFor: reply.visibility === 'private' ? reader.user : null,
          key:
            reply.message.fleeting === undefined || reply.visibility !== 'private'
              ? `reply:${eventId}`
              : fleetingKey(reply.message.fleeting, after(clock.now(), FLEETING_MS), eventId),
          content: { type: 'message', json: storeMessage(reply.message) },
          files: reply.message.files ?? [],
        });
        return show(reader, id);
      }
      default:
        return reply satisfies never;
    }
  };

  return {
    show,
    async deliver(reader, reply, origin, eventId) {
      if (!(await directory.exists(reader.user))) {
        directory.forget(reader.user);
        signals.publish('reader-erased', reader.user);
        signals.publish('person-erased');
        return { ...NOTHING, erased: reply.type === 'message' ? reply.message.cards : [] };
      }
      const outcome = await outcomeOf(reader, reply, origin, eventId);
      signals.publish('reader');
      return outcome;
    },
  };
}

/** A private reply must not replace a message that other people can see. */
function mayReplace(reader: Reader, source: WebMessage, conversation: WebConversation, reply: Reply & { type: 'message' }): boolean {
  if (source.author !== null) return false;
  return source.onlyFor === reader.user || conversation.kind === 'direct' || reply.visibility === 'conversation';
}
