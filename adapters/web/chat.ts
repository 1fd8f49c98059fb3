import { createHash, randomUUID } from 'node:crypto';
import type { Command } from '../../src/core/command.js';
import type { Attachment, FormValues, Message, Reply } from '../../src/core/message.js';
import type { Clock } from '../../src/core/time.js';
import { phrase } from '../../src/language/index.js';
import type { ConversationRef, InboundEvent, Inbox } from '../../src/ports/chat.js';
import type { Store } from '../../src/ports/store.js';
import type { WebConversation, WebFile, WebMessage } from '../../src/ports/web-chat.js';
import type { Directory, Reader } from './directory.js';
import { WebError } from './errors.js';
import type { FormTokens } from './form-tokens.js';
import type { Hub } from './hub.js';
import { LIMITS } from './limits.js';
import type { Once } from './once.js';
import type { ActionInput, CompleteInput, CompletionView, FormInput, Outcome, SendInput } from './protocol.js';
import { clientKey, offers, storeMessage } from './render.js';
import type { Views } from './views.js';

export interface ChatDependencies {
  readonly store: Pick<Store, 'autocommit' | 'transaction'>;
  readonly clock: Clock;
  readonly space: string;
  readonly directory: Directory;
  readonly views: Views;
  readonly hub: Hub;
  readonly once: Once<Outcome>;
  readonly tokens: FormTokens;
  readonly commands: readonly Command[];
  readonly inbox: () => Inbox;
}

/** What people do in the chat. Everything has an id made by the page: the same id again does nothing twice. */
export interface Chat {
  send(reader: Reader, input: SendInput, files: readonly Attachment[]): Promise<Outcome>;
  act(reader: Reader, input: ActionInput): Promise<Outcome>;
  submit(reader: Reader, input: FormInput, files: Readonly<Record<string, Attachment>>): Promise<Outcome>;
  complete(reader: Reader, input: CompleteInput): Promise<readonly CompletionView[]>;
  /** Writes a message and its files at once, and wakes up who may see it. */
  write(message: NewMessage): Promise<number>;
}

export interface NewMessage {
  readonly conversation: string;
  readonly thread: number | null;
  readonly author: string | null;
  readonly onlyFor: string | null;
  readonly key: string;
  readonly content: { readonly type: 'text'; readonly text: string } | { readonly type: 'message'; readonly json: string };
  readonly files: readonly Attachment[];
}

/** Where a reply belongs. */
interface Place {
  readonly conversation: WebConversation;
  readonly thread: number | null;
  /** The message whose button led here. */
  readonly source: WebMessage | undefined;
}

const NOTHING: Outcome = { messages: [], form: null, errors: null, farewell: null };
const COMMAND = /^\/(\S*)\s*([\s\S]*)$/;

export function createChat(dependencies: ChatDependencies): Chat {
  const { store, clock, space, directory, views, hub, once, tokens, inbox, commands } = dependencies;
  const { webChat } = store.autocommit;

  const event = (reader: Reader, id: string, conversation: WebConversation): InboundEvent => ({
    // Events are noted for a while, and a note must not tell who was here.
    eventId: `web:${space}:${createHash('sha256').update(`${reader.user}:${id}`).digest('base64url')}`,
    from: directory.identity(reader.user),
    conversation: refOf(conversation, space),
  });

  const write = async (message: NewMessage): Promise<number> => {
    const { files, content, ...rest } = message;
    const stored = files.map((file) => ({
      id: randomUUID(),
      name: file.name,
      mediaType: file.mediaType,
      size: file.bytes.byteLength,
      bytes: file.bytes,
    }));
    const kept: readonly WebFile[] = stored.map(({ id, name, mediaType, size }) => ({ id, name, mediaType, size }));
    const row = { ...rest, at: clock.now(), content: { ...content, files: kept } };
    const id =
      stored.length === 0
        ? await webChat.insertMessage(row)
        : await store.transaction(async (repositories) => {
            for (const file of stored) await repositories.webChat.saveFile(file);
            return repositories.webChat.insertMessage(row);
          });
    hub.signal('messages');
    return id;
  };

  const shown = async (reader: Reader, id: number): Promise<Outcome> => {
    const message = await webChat.message(id);
    return message ? { ...NOTHING, messages: await views.render(reader, [message]) } : NOTHING;
  };

  /** A reply that changes a message does so only where nobody else would lose, or be shown, something that is not theirs. */
  const mayReplace = (reader: Reader, place: Place, reply: Reply & { type: 'message' }): boolean => {
    const { source, conversation } = place;
    if (!source || source.author !== null) return false;
    return source.onlyFor === reader.user || conversation.kind === 'direct' || reply.visibility === 'conversation';
  };

  const carry = async (reader: Reader, reply: Reply, place: Place, eventId: string): Promise<Outcome> => {
    switch (reply.type) {
      case 'none':
        return NOTHING;
      case 'form-errors':
        return { ...NOTHING, errors: reply.errors };
      case 'form': {
        const { conversation, thread, source } = place;
        const token = await tokens.sign(reader.user, reply.form.id, conversation.id, source?.id ?? null);
        return { ...NOTHING, form: { form: reply.form, token, conversation: conversation.id, message: source?.id ?? null, thread } };
      }
      case 'message': {
        if (reply.replace && place.source && mayReplace(reader, place, reply)) {
          await replace(place.source.id, reply.message);
          return shown(reader, place.source.id);
        }
        const id = await write({
          conversation: place.conversation.id,
          thread: place.thread,
          author: null,
          onlyFor: reply.visibility === 'private' ? reader.user : null,
          key: `reply:${eventId}`,
          content: { type: 'message', json: storeMessage(reply.message) },
          files: reply.message.files ?? [],
        });
        return shown(reader, id);
      }
      default:
        return reply satisfies never;
    }
  };

  /** Carries the app's answer; to somebody whom it has erased, as a farewell that is kept nowhere. */
  const answer = async (reader: Reader, reply: Reply, place: Place, eventId: string): Promise<Outcome> => {
    if (!(await directory.isHere(reader.user))) {
      directory.forget(reader.user);
      hub.signal('gone', reader.user);
      hub.signal('erased');
      return { ...NOTHING, farewell: reply.type === 'message' ? reply.message.cards : [] };
    }
    const outcome = await carry(reader, reply, place, eventId);
    hub.signal('reader');
    return outcome;
  };

  const replace = async (id: number, message: Message): Promise<void> => {
    await webChat.updateMessage(id, { type: 'message', json: storeMessage(message), files: [] }, clock.now());
    hub.signal('messages');
  };

  return {
    write,

    async send(reader, input, files) {
      const text = input.text.replace(/\r\n?/g, '\n').trim();
      if (text.length > LIMITS.text) throw new WebError(413, phrase('web.error.too-long', { max: LIMITS.text, length: text.length }));
      if (text === '' && files.length === 0) throw new WebError(400, phrase('web.error.empty'));
      const conversation = await views.conversation(reader, input.conversation);
      const root = input.thread === null ? undefined : await views.message(reader, input.thread);
      if (root && root.conversation !== conversation.id) throw new WebError(404, phrase('web.error.not-found'));
      const thread = root ? (root.thread ?? root.id) : null;
      const about = event(reader, input.id, conversation);
      const [, command, rest = ''] = COMMAND.exec(text) ?? [];
      return once.run(`send:${about.eventId}`, async () => {
        const id = await write({
          conversation: conversation.id,
          thread,
          author: reader.user,
          // What is asked of the bot, and what answers something private, is nobody else's.
          onlyFor: command !== undefined ? reader.user : (root?.onlyFor ?? null),
          key: clientKey(reader.user, input.id),
          content: { type: 'text', text },
          files,
        });
        const own = await shown(reader, id);
        if (command === undefined) {
          await inbox().message({ ...about, message: { conversation: about.conversation, id: String(id) }, at: clock.now() });
          return own;
        }
        const reply = await inbox().command({ ...about, command, input: { type: 'text', text: rest, files } });
        const led = await answer(reader, reply, { conversation, thread, source: undefined }, about.eventId);
        return led.farewell ? led : { ...led, messages: [...own.messages, ...led.messages] };
      });
    },

    async act(reader, input) {
      // Sent again, it has the same answer, even where the first has taken the message away.
      return once.run(`act:${reader.user}:${input.id}`, async () => {
        const source = await views.message(reader, input.message);
        const conversation = await views.conversation(reader, source.conversation);
        const about = event(reader, input.id, conversation);
        if (!offers(source, input.action, input.values)) throw new WebError(409, phrase('web.error.gone'));
        const reply = await inbox().action({ ...about, action: input.action, values: input.values });
        return answer(reader, reply, { conversation, thread: source.thread, source }, about.eventId);
      });
    },

    async submit(reader, input, files) {
      const conversation = await views.conversation(reader, input.conversation);
      const source = input.message === null ? undefined : await views.message(reader, input.message);
      if (!(await tokens.check(input.token, reader.user, input.form, conversation.id, input.message))) {
        throw new WebError(409, phrase('web.error.form-stale'));
      }
      const values: FormValues = { ...input.values, ...files };
      for (const value of Object.values(input.values)) {
        if (typeof value !== 'string' || value.length <= LIMITS.fieldText) continue;
        throw new WebError(413, phrase('web.error.too-long', { max: LIMITS.fieldText, length: value.length }));
      }
      const about = event(reader, input.id, conversation);
      return once.run(`form:${about.eventId}`, async () => {
        const reply = await inbox().form({ ...about, form: input.form, values });
        return answer(reader, reply, { conversation, thread: input.thread, source }, about.eventId);
      });
    },

    async complete(reader, input) {
      const conversation = await views.conversation(reader, input.conversation);
      const about = event(reader, `complete:${randomUUID()}`, conversation);
      const { command, subcommand, option, typed } = input;
      const known = commands.find((candidate) => candidate.name === command)?.subcommands[subcommand];
      const asked = known && reader.may(known.access) ? known.options[option] : undefined;
      if (asked?.type === 'member') return (await directory.search(typed, LIMITS.choices)).map((name) => ({ value: name, label: name }));
      return asked?.type === 'text' ? inbox().complete({ ...about, command, subcommand, option, typed }) : [];
    },
  };
}

export function refOf(conversation: WebConversation, space: string): ConversationRef {
  return { platform: 'web', space, id: conversation.id, kind: conversation.kind };
}
