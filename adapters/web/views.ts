import type { Command, Option } from '../../src/core/command.js';
import type { Language } from '../../src/core/language.js';
import { CHANNELS } from '../../src/core/notification.js';
import { plain } from '../../src/core/text.js';
import { phrase, speaker } from '../../src/language/index.js';
import type { Store } from '../../src/ports/store.js';
import type { WebConversation, WebMessage } from '../../src/ports/web-chat.js';
import { channelOf, type Directory, isVisible, type Reader } from './directory.js';
import { shownName } from './display.js';
import { WebError } from './errors.js';
import { LIMITS } from './limits.js';
import type { CommandView, ConversationView, MessagesPage, MessageView, OptionView, ThreadPage } from './protocol.js';
import { renderMessage } from './render.js';

/** What a reader may see, as the page wants it. */
export interface Views {
  /** Throws a 404 for a conversation that isn't there or isn't theirs. */
  conversation(reader: Reader, id: string): Promise<WebConversation>;
  conversations(reader: Reader): Promise<readonly ConversationView[]>;
  /** Throws a 404 for a message that isn't there or isn't theirs. */
  message(reader: Reader, id: number): Promise<WebMessage>;
  render(reader: Reader, messages: readonly WebMessage[]): Promise<readonly MessageView[]>;
  page(reader: Reader, conversation: string, before: number | undefined): Promise<MessagesPage>;
  thread(reader: Reader, root: number, before: number | undefined): Promise<ThreadPage>;
}

export function createViews(store: Pick<Store, 'autocommit'>, directory: Directory): Views {
  const { webChat } = store.autocommit;
  const notFound = (): WebError => new WebError(404, phrase('web.error.not-found'));

  const nameOf = async (reader: Reader, user: string): Promise<string> =>
    (await directory.name(user)) ?? speaker(reader.language).plain('web.former-member');

  const views: Views = {
    async conversation(reader, id) {
      const found = await webChat.conversation(id);
      if (!found || !directory.canSee(reader, found)) throw notFound();
      return found;
    },
    async conversations(reader) {
      const [found, unread] = await Promise.all([directory.conversations(reader), webChat.unread(reader.user)]);
      const order = (conversation: WebConversation): number => CHANNELS.findIndex((channel) => channel === channelOf(conversation));
      return Promise.all(
        [...found]
          .sort((a, b) => order(a) - order(b))
          .map(async (conversation) => ({
            id: conversation.id,
            kind: conversation.kind,
            purpose: channelOf(conversation) ?? null,
            title: titleOf(conversation, reader.language),
            people: await Promise.all(conversation.users.filter((user) => user !== reader.user).map((user) => nameOf(reader, user))),
            unread: unread.get(conversation.id) ?? 0,
            private: conversation.kind !== 'channel' || channelOf(conversation) === 'organisers',
          })),
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
            authorName: message.author === null ? '' : await nameOf(reader, message.author),
            replies: counts.get(message.id) ?? 0,
          }),
        ),
      );
    },
    async page(reader, conversation, before) {
      await views.conversation(reader, conversation);
      const found = await webChat.messages({
        conversation,
        user: reader.user,
        limit: LIMITS.messagesPerPage + 1,
        ...(before === undefined ? {} : { before }),
      });
      return { messages: await views.render(reader, found.slice(-LIMITS.messagesPerPage)), more: found.length > LIMITS.messagesPerPage };
    },
    async thread(reader, id, before) {
      const root = await views.message(reader, id);
      const found = await webChat.messages({
        conversation: root.conversation,
        user: reader.user,
        thread: root.id,
        limit: LIMITS.messagesPerPage + 1,
        ...(before === undefined ? {} : { before }),
      });
      const [first] = await views.render(reader, [root]);
      if (!first) throw notFound();
      const messages = await views.render(reader, found.slice(-LIMITS.messagesPerPage));
      return { root: first, messages, more: found.length > LIMITS.messagesPerPage };
    },
  };
  return views;
}

function titleOf(conversation: WebConversation, language: Language): string {
  const say = speaker(language);
  switch (conversation.kind) {
    case 'direct':
      return say.plain('web.bot');
    case 'channel': {
      const purpose = channelOf(conversation);
      return purpose ? say.plain(`web.channel.${purpose}`) : shownName(conversation.title, LIMITS.title);
    }
    case 'group':
      return shownName(conversation.title || say.plain('web.private-group'), LIMITS.title);
    default:
      return conversation.kind satisfies never;
  }
}

/** The commands that a reader may use, described in their language. */
export function commandViews(commands: readonly Command[], reader: Pick<Reader, 'language' | 'may'>): readonly CommandView[] {
  const say = (key: string): string => plain(speaker(reader.language).phrase({ key }));
  return commands.flatMap((command) => {
    const subcommands = Object.entries(command.subcommands).filter(([, subcommand]) => reader.may(subcommand.access));
    if (subcommands.length === 0) return [];
    return {
      name: command.name,
      description: say(command.description),
      subcommands: subcommands.map(([name, subcommand]) => ({
        name,
        description: say(subcommand.description),
        options: Object.entries(subcommand.options).map(([option, definition]) => optionView(option, definition, say)),
      })),
    };
  });
}

function optionView(name: string, option: Option, say: (key: string) => string): OptionView {
  return {
    name,
    description: say(option.description),
    type: option.type,
    required: option.required ?? false,
    choices: option.type === 'choice' ? option.choices.map((choice) => ({ value: choice.value, label: say(choice.label) })) : [],
    completes: option.type === 'member' || (option.type === 'text' && option.complete !== undefined),
  };
}
