import type { Language } from '../../../src/core/language.js';
import { purposeTitle, speaker } from '../../../src/language/index.js';
import type { ChannelPurpose } from '../../../src/ports/chat.js';
import type { Store } from '../../../src/ports/store.js';
import type { WebConversation, WebMessage, WebTalk } from '../../../src/ports/web-chat.js';
import { notFound } from '../errors.js';
import { LIMITS } from '../limits.js';
import type { Channels } from '../places/channels.js';
import { type Directory, isVisible, type Reader } from '../places/directory.js';
import type { ConversationView, MessagesPage, MessageView, ThreadPage } from '../protocol.js';
import { shownName } from './display.js';
import { ownTitle } from './group-title.js';
import { renderMessage } from './message.js';

/** Conversations and messages as one reader sees them. */
export interface Views {
  /** Throws a 404 for a conversation that does not exist or that the reader may not see. */
  conversation(reader: Reader, id: string): Promise<WebConversation>;
  conversations(reader: Reader): Promise<readonly ConversationView[]>;
  /** Throws a 404 for a message that does not exist or that the reader may not see. */
  message(reader: Reader, id: number): Promise<WebMessage>;
  /** The caller has checked that the reader may see these messages. */
  render(reader: Reader, messages: readonly WebMessage[]): Promise<readonly MessageView[]>;
  /** The newest messages of a conversation, older than the message `before` if given. */
  page(reader: Reader, conversation: string, before: number | undefined): Promise<MessagesPage>;
  /** A thread's first message and its newest replies, older than the message `before` if given. */
  thread(reader: Reader, root: number, before: number | undefined): Promise<ThreadPage>;
}

export function createViews(store: Pick<Store, 'autocommit'>, directory: Directory, channels: Channels): Views {
  const { webChat } = store.autocommit;
  const nameOf = async (reader: Reader, user: string): Promise<string> =>
    (await directory.name(user)) ?? speaker(reader.language).plain('web.former-member');

  const pageOf = async (
    reader: Reader,
    place: { readonly conversation: string; readonly thread?: number },
    before: number | undefined,
  ): Promise<MessagesPage> => {
    // One more than a page shows whether older messages exist.
    const limit = LIMITS.messagesPerPage + 1;
    const found = await webChat.messages({ ...place, user: reader.user, limit, ...(before === undefined ? {} : { before }) });
    const messages = await views.render(reader, found.slice(-LIMITS.messagesPerPage));
    return { messages, more: found.length > LIMITS.messagesPerPage };
  };

  const conversationView = async (
    conversation: WebConversation,
    reader: Reader,
    { unread, talk }: { readonly unread: number; readonly talk: WebTalk | undefined },
  ): Promise<ConversationView> => {
    const purpose = channels.purposeOf(conversation);
    const others = conversation.users.filter((user) => user !== reader.user);
    const people = await Promise.all(others.map((user) => nameOf(reader, user)));
    return {
      id: conversation.id,
      kind: conversation.kind,
      purpose: purpose?.name ?? null,
      sign: purpose?.sign ?? null,
      inThreads: purpose?.inThreads === true,
      title: titleOf(conversation, purpose, people, reader.language),
      people,
      unread,
      private: conversation.kind !== 'channel' || purpose?.readers === 'organisers',
      newest: talk?.newest ?? 0,
      closed: talk?.isClosed === true,
    };
  };

  const views: Views = {
    async conversation(reader, id) {
      const found = await webChat.conversation(id);
      if (!found || !directory.canSee(reader, found)) throw notFound();
      return found;
    },
    async conversations(reader) {
      const [found, unread, talks] = await Promise.all([
        directory.conversations(reader),
        webChat.unread(reader.user),
        webChat.talks(reader.user),
      ]);
      return Promise.all(
        [...found]
          .sort((a, b) => channels.positionOf(a) - channels.positionOf(b))
          .map((conversation) =>
            conversationView(conversation, reader, { unread: unread.get(conversation.id) ?? 0, talk: talks.get(conversation.id) }),
          ),
      );
    },
    async message(reader, id) {
      const found = await webChat.message(id);
      if (!found || !isVisible(found, reader.user)) throw notFound();
      await views.conversation(reader, found.conversation);
      return found;
    },
    async render(reader, messages) {
      const roots = messages.filter((message) => message.thread === null).map((message) => message.id);
      const counts = roots.length > 0 ? await webChat.threadCounts(roots, reader.user) : new Map<number, number>();
      return Promise.all(
        messages.map(async (message) =>
          renderMessage(message, {
            user: reader.user,
            language: reader.language,
            authorName: message.author === null ? '' : await nameOf(reader, message.author),
            replies: counts.get(message.id) ?? 0,
          }),
        ),
      );
    },
    async page(reader, conversation, before) {
      await views.conversation(reader, conversation);
      return pageOf(reader, { conversation }, before);
    },
    async thread(reader, id, before) {
      const root = await views.message(reader, id);
      const page = await pageOf(reader, { conversation: root.conversation, thread: root.id }, before);
      const [first] = await views.render(reader, [root]);
      if (!first) throw notFound();
      return { root: first, ...page };
    },
  };
  return views;
}

/** The title shown for a conversation; a channel without a known purpose shows its stored title. */
function titleOf(
  conversation: WebConversation,
  purpose: ChannelPurpose | undefined,
  others: readonly string[],
  language: Language,
): string {
  const say = speaker(language);
  switch (conversation.kind) {
    case 'direct':
      return say.plain('web.bot');
    case 'channel':
      return purpose ? purposeTitle(purpose.name, language) : shownName(conversation.title, LIMITS.title);
    case 'group':
      return (
        ownTitle(conversation.title, others, language) ?? shownName(conversation.title || say.plain('web.private-group'), LIMITS.title)
      );
    default:
      return conversation.kind satisfies never;
  }
}
