import { randomUUID } from 'node:crypto';
import type { ChatState, FormView, MessagesPage, MessageView, Outcome, ThreadPage } from '../../../adapters/web/protocol.js';
import { type Attachment, plainText } from '../../../src/core/message.js';
import type { ConversationRef, Identity } from '../../../src/ports/chat.js';
import { createTestLogger } from '../../support/logger.js';
import { openTestStore } from '../../support/store.js';
import { type WebClient, webClient } from '../../support/web-client.js';
import { sampleCommands } from '../../support/web-inbox.js';
import { startWebServer, type WebServer } from '../../support/web-server.js';
import { shownForm } from '../../support/web-shown.js';
import { chatContract } from './chat-contract.js';
import { type ChatHarness, type Filled, libraryCommand } from './harness.js';

const PEOPLE = ['zainab', 'karwan', 'haider'] as const;

/** A form on the page, and what stands in its fields: the page keeps it until the form is taken. */
interface OpenForm {
  readonly view: FormView;
  values: Readonly<Record<string, Filled>>;
}

function words(message: MessageView): string {
  return message.content.type === 'text' ? message.content.text : plainText({ cards: message.content.cards });
}

function isFile(value: Filled): value is Exclude<Filled, string | readonly string[]> {
  return typeof value === 'object' && 'bytes' in value;
}

function browserFile({ name, mediaType, bytes }: Attachment): File {
  return new File([new Uint8Array(bytes)], name, { type: mediaType });
}

/** Where the page writes to answer in a thread. */
function spotIn({ id }: ConversationRef): { readonly conversation: string; readonly thread: number } {
  const [conversation = '', opening] = id.split('#');
  return { conversation, thread: Number(opening) };
}

function harnessOf(server: WebServer, logger: ReturnType<typeof createTestLogger>): ChatHarness {
  const identity = (user: string) => ({ platform: 'web', space: 'test', user }) as const;
  const forms = new Map<string, OpenForm>();
  const took = (user: string, outcome: Outcome): void => {
    const { form } = outcome;
    if (!form) return;
    const values = form.form.fields.flatMap((field) => ('value' in field && field.value !== undefined ? [[field.name, field.value]] : []));
    forms.set(user, { view: form, values: Object.fromEntries(values) });
  };
  const openForm = (user: string): OpenForm => {
    const open = forms.get(user);
    if (!open) throw new Error(`${user} has no form open`);
    return open;
  };
  const send = async ({ user }: Identity, body: Readonly<Record<string, unknown>>, file?: File): Promise<Outcome> => {
    const json = { id: randomUUID(), thread: null, ...body };
    const outcome = await webClient(server, user).upload<Outcome>('/api/messages', json, file ? { '0': file } : {});
    took(user, outcome);
    return outcome;
  };
  const page = async (client: WebClient, conversation: string): Promise<readonly MessageView[]> => {
    await client.get<ChatState>('/api/state');
    return (await client.get<MessagesPage>(`/api/conversations/${conversation}/messages`)).messages;
  };
  const act = async ({ user }: Identity, body: Readonly<Record<string, unknown>>): Promise<void> =>
    took(user, await webClient(server, user).post<Outcome>('/api/actions', body));

  return {
    get adapter() {
      return server.adapter;
    },
    get inbox() {
      return server.inbox;
    },
    people: [identity(PEOPLE[0]), identity(PEOPLE[1]), identity(PEOPLE[2])],
    rooms: { usable: 'coffee' },
    seenBy: async ({ user }, conversation) =>
      // What somebody asked the bot is their own line on the page, not a message of the chat's.
      (await page(webClient(server, user), conversation)).filter((message) => !words(message).startsWith('/')).map(words),
    async filesSeenBy({ user }, conversation) {
      const messages = await page(webClient(server, user), conversation);
      const files = messages.flatMap((message) => message.files);
      return Promise.all(
        files.map(async ({ name, url }) => {
          const response = await fetch(`${server.url}${url}?as=${user}`);
          return { name, bytes: new Uint8Array(await response.arrayBuffer()) };
        }),
      );
    },
    async write(person, conversation, text) {
      await send(person, { conversation, text });
    },
    async writeInThread(person, below, text) {
      await send(person, { conversation: below.conversation.id, thread: Number(below.id), text });
      return below.conversation;
    },
    threads: {
      closes: true,
      async seenBy({ user }, thread) {
        const { root, messages } = await webClient(server, user).get<ThreadPage>(`/api/threads/${spotIn(thread).thread}`);
        return [root, ...messages].map(words);
      },
      async writeInThread(person, thread, text, [file] = []) {
        const outcome = await send(person, { ...spotIn(thread), text }, file && browserFile(file));
        return { conversation: thread, id: String(outcome.messages[0]?.id) };
      },
      async editInThread({ user }, { id }, text) {
        await webClient(server, user).post<Outcome>('/api/edits', { id: randomUUID(), message: Number(id), text });
      },
      async deleteInThread({ user }, { id }) {
        await webClient(server, user).post<Outcome>('/api/removals', { id: randomUUID(), message: Number(id) });
      },
      async openMenu({ user }, { id }) {
        took(user, await webClient(server, user).post<Outcome>('/api/menus', { id: randomUUID(), message: Number(id) }));
      },
      faults: [
        {
          what: 'its opening post is removed',
          outcome: 'unreachable',
          gone: true,
          cause: (thread) => server.adapter.remove({ conversation: thread, id: String(spotIn(thread).thread) }),
        },
      ],
      logged: () => JSON.stringify(logger.lines),
    },
    async handIn(person, conversation, file) {
      await send(person, { conversation, text: '/library add' }, browserFile(file));
    },
    async complete({ user }, conversation, typed) {
      const offered = await webClient(server, user).post<readonly { value: string }[]>('/api/complete', { conversation, ...typed });
      return offered.map(({ value }) => value);
    },
    press: (person, message, action, clickId) => act(person, { id: clickId, message: Number(message.id), action, values: [] }),
    choose: (person, message, action, values) => act(person, { id: randomUUID(), message: Number(message.id), action, values }),
    form: async ({ user }) => shownForm(openForm(user).view.form),
    async submit({ user }, given) {
      const open = openForm(user);
      open.values = { ...open.values, ...given };
      const { form, token, conversation, message, thread } = open.view;
      const filled = Object.entries(open.values);
      const values = Object.fromEntries(filled.filter(([, value]) => !isFile(value)));
      const files = filled.flatMap(([name, value]) =>
        isFile(value) ? [[name, new File([new Uint8Array(value.bytes)], value.name, { type: value.mediaType })] as const] : [],
      );
      const json = { id: randomUUID(), form: form.id, token, conversation, message, thread, values };
      const outcome = await webClient(server, user).upload<Outcome>('/api/forms', json, Object.fromEntries(files));
      if (outcome.errors) return Object.values(outcome.errors).join('\n');
      forms.delete(user);
      took(user, outcome);
      return '';
    },
    async arrive() {
      await webClient(server, PEOPLE[2]).state();
      return identity(PEOPLE[2]);
    },
    async restart() {
      await server.restart();
      return harnessOf(server, logger);
    },
    close: () => server.close(),
  };
}

chatContract('the web', async () => {
  const logger = createTestLogger();
  return harnessOf(await startWebServer({ store: await openTestStore(), commands: [...sampleCommands, libraryCommand], logger }), logger);
});
