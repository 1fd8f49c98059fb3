import { createHash, randomUUID } from 'node:crypto';
import type { Command } from '../../../src/core/command.js';
import { type Attachment, type FormValues, streamOf } from '../../../src/core/message.js';
import type { Clock } from '../../../src/core/time.js';
import { typedText } from '../../../src/core/written.js';
import { phrase } from '../../../src/language/index.js';
import type { Contribution, InboundEvent, Inbox, Spending } from '../../../src/ports/chat.js';
import type { WebChatRepository, WebConversation, WebMessage } from '../../../src/ports/web-chat.js';
import { notFound, textTooLong, threadClosed, tooMuch, WebError } from '../errors.js';
import { LIMITS } from '../limits.js';
import { conversationRef } from '../places/conversations.js';
import type { Directory, Reader } from '../places/directory.js';
import { threadRef } from '../places/threads.js';
import type { MessageWriter } from '../post/messages.js';
import type { Replies } from '../post/replies.js';
import type { ActionInput, CompleteInput, CompletionView, FormInput, MenuInput, Outcome, SendInput } from '../protocol.js';
import { clientKey, hasControl } from '../render/message.js';
import type { Views } from '../render/views.js';
import type { FormTokens } from './form-tokens.js';
import type { IdempotencyCache } from './idempotency-cache.js';
import type { Interactions } from './interactions.js';
import { createOwnPosts, type OwnPosts } from './own-posts.js';
import type { Room } from './room.js';

export interface ChatDependencies {
  readonly clock: Clock;
  /** Id of the web chat among the community's spaces. */
  readonly space: string;
  readonly webChat: Pick<WebChatRepository, 'filePieces'>;
  readonly room: Room;
  readonly directory: Directory;
  readonly views: Views;
  readonly messages: MessageWriter;
  readonly replies: Pick<Replies, 'show'>;
  readonly interactions: Interactions;
  readonly outcomes: IdempotencyCache<Outcome>;
  readonly tokens: FormTokens;
  readonly commands: readonly Command[];
  /** Throws a 503 while the adapter is not running. */
  readonly inbox: () => Inbox;
}

/**
 * What people do in the chat. Each request has an id made by the page, and a repeated request returns the outcome of the
 * first. All methods throw a `WebError` for a request that is not allowed.
 */
export interface Chat extends OwnPosts {
  /** Sends a message, or runs a command if the text begins with a slash. */
  send(reader: Reader, input: SendInput, files: readonly Attachment[]): Promise<Outcome>;
  /** Presses a button or submits a menu. */
  act(reader: Reader, input: ActionInput): Promise<Outcome>;
  /** Opens the menu of a message in a thread. */
  openMenu(reader: Reader, input: MenuInput): Promise<Outcome>;
  /** @param files Uploaded files by field name. */
  submit(reader: Reader, input: FormInput, files: Readonly<Record<string, Attachment>>): Promise<Outcome>;
  complete(reader: Reader, input: CompleteInput): Promise<readonly CompletionView[]>;
}

const COMMAND = /^\/(\S*)\s*([\s\S]*)$/;

/**
 * Passes what people do on the page to the inbox.
 *
 * @returns A chat that throws a `WebError` for what is not allowed.
 */
export function createChat(dependencies: ChatDependencies): Chat {
  const { clock, space, directory, views, messages, replies, interactions, outcomes, tokens, inbox, commands, room } = dependencies;

  const eventOf = (reader: Reader, id: string, conversation: WebConversation): InboundEvent => ({
    // Hashed, because event ids are stored for a while and must not show who was active.
    eventId: `web:${space}:${createHash('sha256').update(`${reader.user}:${id}`).digest('base64url')}`,
    from: directory.identity(reader.user),
    conversation: conversationRef(conversation, space),
    isAdmitted: true,
  });

  /** Before anything is written. Throws if the person has done too much within a while, or has no room for more files. */
  const admit = async (reader: Reader, files: readonly Attachment[], ...spendings: readonly Spending[]): Promise<void> => {
    const refusal = await inbox().admit(directory.identity(reader.user), spendings);
    if (refusal) throw tooMuch(refusal.humanError);
    if (files.length > 0) await room.assertFor(reader.user, files);
  };

  /** Tells the app of a post in a thread of the bot, with what was written if it may be read. */
  const tellThread = async (event: InboundEvent, opening: WebMessage, id: number, content: Contribution): Promise<void> => {
    const conversation = threadRef(space, opening.conversation, opening.id);
    const message = { conversation, id: String(id) };
    const mayRead = await inbox().mayRead(conversation, event.from);
    await inbox().thread({
      ...event,
      conversation,
      message,
      what: { type: 'posted', ...(mayRead && { content: mayRead === 'files' ? { ...content, text: '' } : content }) },
      at: clock.now(),
    });
  };

  return {
    ...createOwnPosts({ ...dependencies, eventOf, admit: (reader, spending) => admit(reader, [], spending) }),
    async send(reader, input, files) {
      const text = input.text.replace(/\r\n?/g, '\n').trim();
      if (text.length > LIMITS.text) throw textTooLong(LIMITS.text, text.length);
      if (text === '' && files.length === 0) throw new WebError(400, phrase('web.error.empty'));
      const conversation = await views.conversation(reader, input.conversation);
      const root = input.thread === null ? undefined : await views.message(reader, input.thread);
      if (root && root.conversation !== conversation.id) throw notFound();
      const opening = root && root.thread !== null ? await views.message(reader, root.thread) : root;
      const thread = opening?.id ?? null;
      const event = eventOf(reader, input.id, conversation);
      const [, command, rest = ''] = COMMAND.exec(typedText(text).trim()) ?? [];
      return outcomes.run(`send:${event.eventId}`, async () => {
        await admit(reader, files, command === undefined ? 'post' : 'command', ...(files.length > 0 ? (['upload'] as const) : []));
        if (opening?.opened === 'closed') throw threadClosed();
        const id = await messages.insert({
          conversation: conversation.id,
          thread,
          author: reader.user,
          // Commands, and replies to private messages, are private.
          onlyFor: command !== undefined ? reader.user : (root?.onlyFor ?? null),
          key: clientKey(reader.user, input.id),
          content: { type: 'text', text },
          files,
        });
        const sent = await replies.show(reader, id);
        if (command === undefined) {
          await inbox().overheard(text);
          if (opening && opening.opened !== null) await tellThread(event, opening, id, { text, files: files.map(streamOf) });
          else await inbox().message({ ...event, message: { conversation: event.conversation, id: String(id) }, at: clock.now() });
          return sent;
        }
        const outcome = await interactions.handle(
          reader,
          event,
          { conversation, thread, source: undefined },
          { type: 'command', command, text: rest, files },
        );
        return outcome.erased ? outcome : { ...outcome, messages: [...sent.messages, ...outcome.messages] };
      });
    },

    async act(reader, input) {
      // The cache comes before the checks, because the first click may have removed the message.
      return outcomes.run(`act:${reader.user}:${input.id}`, async () => {
        await admit(reader, [], 'click');
        const source = await views.message(reader, input.message);
        const conversation = await views.conversation(reader, source.conversation);
        const event = eventOf(reader, input.id, conversation);
        if (!hasControl(source, input.action, input.values)) throw new WebError(409, phrase('web.error.gone'));
        const body = { type: 'action', action: input.action, values: input.values } as const;
        return interactions.handle(reader, event, { conversation, thread: source.thread, source }, body);
      });
    },

    async openMenu(reader, input) {
      return outcomes.run(`menu:${reader.user}:${input.id}`, async () => {
        await admit(reader, [], 'click');
        const message = await views.message(reader, input.message);
        const conversation = await views.conversation(reader, message.conversation);
        const thread = message.thread ?? message.id;
        const event = eventOf(reader, input.id, conversation);
        const body = { type: 'menu', thread, message: message.id } as const;
        return interactions.handle(reader, event, { conversation, thread, source: undefined }, body);
      });
    },

    async submit(reader, input, files) {
      const conversation = await views.conversation(reader, input.conversation);
      const source = input.message === null ? undefined : await views.message(reader, input.message);
      const root = input.thread === null ? undefined : await views.message(reader, input.thread);
      if ([source, root].some((message) => message && message.conversation !== conversation.id)) throw notFound();
      if (!(await tokens.verify(input.token, reader.user, input.form, conversation.id, input.message))) {
        throw new WebError(409, phrase('web.error.form-stale'));
      }
      const values: FormValues = { ...input.values, ...files };
      for (const value of Object.values(input.values)) {
        if (typeof value === 'string' && value.length > LIMITS.fieldText) throw textTooLong(LIMITS.fieldText, value.length);
      }
      const event = eventOf(reader, input.id, conversation);
      return outcomes.run(`form:${event.eventId}`, async () => {
        await admit(reader, [], 'click', ...(Object.keys(files).length > 0 ? (['upload'] as const) : []));
        return interactions.handle(
          reader,
          event,
          { conversation, thread: root?.thread ?? root?.id ?? null, source },
          { type: 'form', form: input.form, values },
        );
      });
    },

    async complete(reader, input) {
      const conversation = await views.conversation(reader, input.conversation);
      const event = eventOf(reader, `complete:${randomUUID()}`, conversation);
      const { command, subcommand, option: name, typed } = input;
      const known = commands.find((candidate) => candidate.name === command)?.subcommands[subcommand];
      const option = known && reader.may(known.access) ? known.options[name] : undefined;
      if (option?.type === 'member') {
        const names = await directory.search(typed, LIMITS.choices);
        return names.map((value) => ({ value, label: value }));
      }
      return option?.type === 'text' ? inbox().complete({ ...event, command, subcommand, option: name, typed }) : [];
    },
  };
}
