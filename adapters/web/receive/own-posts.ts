import type { FileStream } from '../../../src/core/message.js';
import type { Clock } from '../../../src/core/time.js';
import { phrase } from '../../../src/language/index.js';
import type { InboundEvent, Inbox, Spending, ThreadEvent } from '../../../src/ports/chat.js';
import type { WebChatRepository, WebConversation, WebFile, WebMessage } from '../../../src/ports/web-chat.js';
import { notFound, textTooLong, threadClosed, WebError } from '../errors.js';
import { LIMITS } from '../limits.js';
import type { Reader } from '../places/directory.js';
import { threadRef } from '../places/threads.js';
import type { MessageWriter } from '../post/messages.js';
import type { EditInput, Outcome, RemovalInput } from '../protocol.js';
import type { Views } from '../render/views.js';
import type { IdempotencyCache } from './idempotency-cache.js';

/** What people do with their own posts in threads of the bot. Both throw a `WebError` for any other message. */
export interface OwnPosts {
  /** Replaces the words of a post; its files stay. */
  edit(reader: Reader, input: EditInput): Promise<Outcome>;
  remove(reader: Reader, input: RemovalInput): Promise<Outcome>;
}

interface Own {
  readonly post: WebMessage;
  readonly opening: WebMessage;
  readonly conversation: WebConversation;
}

const nothing: Outcome = { messages: [], form: null, errors: null, erased: null };

/**
 * Changes what people have posted in threads.
 *
 * @returns Functions that throw a `WebError` for what is not allowed.
 */
export function createOwnPosts(deps: {
  readonly clock: Clock;
  readonly space: string;
  readonly webChat: Pick<WebChatRepository, 'filePieces'>;
  readonly views: Views;
  readonly messages: MessageWriter;
  readonly outcomes: IdempotencyCache<Outcome>;
  readonly inbox: () => Pick<Inbox, 'mayRead' | 'overheard' | 'thread'>;
  /** Throws if the person has done too much within a while. */
  readonly admit: (reader: Reader, spending: Spending) => Promise<void>;
  readonly eventOf: (reader: Reader, id: string, conversation: WebConversation) => InboundEvent;
}): OwnPosts {
  const { clock, space, webChat, views, messages, outcomes, inbox, eventOf, admit } = deps;

  /** A command is no post, although it stands in the thread of who gave it. */
  const ownPost = async (reader: Reader, id: number): Promise<Own> => {
    const post = await views.message(reader, id);
    const opening = post.thread === null ? undefined : await views.message(reader, post.thread);
    if (!opening || opening.opened === null || post.author !== reader.user || post.onlyFor !== null) throw notFound();
    return { post, opening, conversation: await views.conversation(reader, post.conversation) };
  };

  const threadOf = ({ opening }: Own) => threadRef(space, opening.conversation, opening.id);
  const tell = (reader: Reader, id: string, own: Own, what: ThreadEvent['what']): Promise<void> => {
    const conversation = threadOf(own);
    const message = { conversation, id: String(own.post.id) };
    return inbox().thread({ ...eventOf(reader, id, own.conversation), conversation, message, what, at: clock.now() });
  };

  const streamOf = ({ id, name, mediaType, size }: WebFile): FileStream => ({
    name,
    mediaType,
    size,
    open: () => webChat.filePieces(id),
  });

  return {
    edit(reader, input) {
      return outcomes.run(`edit:${reader.user}:${input.id}`, async () => {
        await admit(reader, 'post');
        const text = input.text.replace(/\r\n?/g, '\n').trim();
        if (text.length > LIMITS.text) throw textTooLong(LIMITS.text, text.length);
        const own = await ownPost(reader, input.message);
        const { files } = own.post.content;
        if (text === '' && files.length === 0) throw new WebError(400, phrase('web.error.empty'));
        if (own.opening.opened === 'closed') throw threadClosed();
        await messages.edit(own.post.id, text, files);
        await inbox().overheard(text);
        const mayRead = await inbox().mayRead(threadOf(own), eventOf(reader, input.id, own.conversation).from);
        const content = mayRead && { content: { text: mayRead === 'files' ? '' : text, files: files.map(streamOf) } };
        await tell(reader, input.id, own, { type: 'edited', ...content });
        return { ...nothing, messages: await views.render(reader, [await views.message(reader, own.post.id)]) };
      });
    },
    remove(reader, input) {
      return outcomes.run(`remove:${reader.user}:${input.id}`, async () => {
        await admit(reader, 'click');
        const own = await ownPost(reader, input.message);
        // Told first: a request that is repeated finds the post as long as nobody was told.
        await tell(reader, input.id, own, { type: 'deleted' });
        await messages.remove(own.post.id);
        return nothing;
      });
    },
  };
}
