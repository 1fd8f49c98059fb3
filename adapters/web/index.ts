import { Hono } from 'hono';
import type { MemberId } from '../../src/core/ids.js';
import type { Message } from '../../src/core/message.js';
import { CHANNELS } from '../../src/core/notification.js';
import { calendarNames, phrase } from '../../src/language/index.js';
import { type ChatAdapter, DeliveryError, type Inbox, type MessageRef } from '../../src/ports/chat.js';
import type { WebConversation } from '../../src/ports/web-chat.js';
import { createChat, refOf } from './chat.js';
import { createConversations, directKey } from './conversations.js';
import { createDirectory, type Reader } from './directory.js';
import { createVisitors } from './door.js';
import { WebError } from './errors.js';
import { createFormTokens } from './form-tokens.js';
import { interfaceRoutes, pageRoutes } from './gateway.js';
import { createHub } from './hub.js';
import { LIMITS, TIMES } from './limits.js';
import { createOnce } from './once.js';
import type { WebAdapterOptions } from './options.js';
import { readPageFiles } from './page-files.js';
import type { ChatState, Outcome } from './protocol.js';
import { storeMessage } from './render.js';
import { guardOrigin, secureHeaders } from './security.js';
import { createSessions, isPlatformAccount } from './sessions.js';
import { signInRoutes } from './sign-in.js';
import { commandViews, createViews } from './views.js';
import { createWhoIs } from './visitors.js';

export { createDoor } from './door.js';
export type { Persona, WebAccess, WebAdapterOptions } from './options.js';
export { guardOrigin, secureHeaders } from './security.js';
export { QUEUES } from './sign-in.js';
export { escapeHtml } from './threshold.js';
export type { Timeline, TimelineItem, TimeStep } from './timeline.js';

/** The browser chat: a chat platform of our own, kept in our store and served with one page. */
export interface WebAdapter extends ChatAdapter {
  /** Mount it at the root of the HTTP server: `/`, `/assets/*`, `/api/*`, and `/sign-in/*` where people sign in. */
  readonly app: Hono;
  /** The clock was moved, or what is due has changed: open pages look again. */
  timeMoved(): void;
  /** A member's language, name or role changed elsewhere: their pages load again. */
  memberChanged(): void;
  /** Path of a one-use sign-in link for an account, good for ten minutes. Only where people sign in. */
  signInPath(user: string, member: MemberId | null): Promise<string>;
  /** Signs an account out everywhere. */
  signOut(user: string): Promise<void>;
}

export function createWebAdapter(options: WebAdapterOptions): WebAdapter {
  const { store, clock, logger, access, space, timeline } = options;
  const { webChat } = store.autocommit;
  let inbox: Inbox | undefined;
  let accepting = false;
  /** Told to write into conversations without taking anything from people. */
  let opened = false;
  const runningInbox = (): Inbox => {
    if (!inbox) throw new WebError(503, phrase('web.error.not-running'));
    return inbox;
  };

  const hub = createHub({ perUser: LIMITS.streamsPerUser, total: LIMITS.streams });
  const directory = createDirectory(options);
  const views = createViews(store, directory);
  const conversations = createConversations(store, hub);
  const sessions = createSessions({ store, clock });
  const once = createOnce<Outcome>(() => performance.now(), TIMES.answersKept);
  const tokens = createFormTokens(store);
  const chat = createChat({ ...options, directory, views, hub, once, tokens, inbox: runningInbox });
  const pageFiles = readPageFiles(options.pageFolder);
  const whoIs = createWhoIs(access, sessions);

  const direct = (user: string): Promise<WebConversation> => conversations.ensure('direct', directKey(user), '', [user]);

  /** Accounts whose arrival was told in this process; telling it again changes nothing, as its event's id is the same. */
  const arrivals = new Map<string, Promise<void>>();
  const arrive = async (user: string, anew: boolean): Promise<void> => {
    const to = runningInbox();
    if (!accepting) throw new WebError(503, phrase('web.error.not-running'));
    const known = arrivals.get(user);
    if (known) {
      await known;
      if (!anew || (await directory.isHere(user))) return;
      // Erased, and back again.
      directory.forget(user);
      if (arrivals.get(user) === known) arrivals.delete(user);
      return arrive(user, false);
    }
    const persona = access.type === 'personas' ? access.personas.find((candidate) => candidate.user === user) : undefined;
    const arrival = (async () => {
      await directory.ensure(user, persona?.name);
      const { id } = await direct(user);
      await to.joined({
        // Whoever was erased and comes back has another conversation, so this is another event.
        eventId: `web:${space}:join:${id}`,
        from: directory.identity(user),
        profile: { name: (await directory.name(user)) ?? user, isBot: false, ...(persona ? { language: persona.language } : {}) },
      });
    })();
    arrivals.set(user, arrival);
    arrival.catch(() => arrivals.delete(user));
    return arrival;
  };

  const state = async (reader: Reader): Promise<ChatState> => {
    // First the cursor: what comes in while we read is told once more by the stream, and known by its id.
    const cursor = await webChat.newest();
    const settings = await store.autocommit.community.settings();
    return {
      community: settings.name,
      reader: { user: reader.user, name: reader.name, language: reader.language, timezone: reader.timezone },
      direction: reader.direction,
      personas:
        access.type === 'personas' ? access.personas.map(({ user, name, language, about }) => ({ user, name, language, about })) : null,
      conversations: await views.conversations(reader),
      commands: commandViews(options.commands, reader),
      calendar: calendarNames(reader.language),
      time: timeline ? await timeline.now(reader.language) : null,
      cursor,
      now: clock.now(),
    };
  };

  let watch: NodeJS.Timeout | undefined;
  let newest: Awaited<ReturnType<typeof webChat.newest>> | undefined;
  const lookAtOthers = async (): Promise<void> => {
    if (hub.size() === 0) return;
    const now = await webChat.newest().catch(() => newest);
    if (now && newest && now.revision !== newest.revision) hub.signal('messages');
    if (now && newest && now.erasures !== newest.erasures) hub.signal('erased');
    newest = now;
  };

  const app = new Hono();
  app.use(secureHeaders());
  app.use(guardOrigin(options.origins));
  app.route('/', pageRoutes(pageFiles));
  app.route('/api', interfaceRoutes({ store, clock, logger, chat, views, directory, hub, whoIs, pageFiles, timeline, state, arrive }));
  if (access.type === 'sessions') {
    const { greet } = createVisitors({ store, clock, space });
    const signIn = signInRoutes({
      sessions,
      greet: (account) => (isPlatformAccount(account.user) ? greet(account) : directory.reader(account.user)),
      // The other tabs ask again, and learn it.
      onSignedOut: (user) => hub.end(user),
      pageFiles,
      hasChat: true,
    });
    app.route('/sign-in', signIn);
  }

  const known = async (ref: MessageRef['conversation']): Promise<WebConversation> => {
    const found = ref.space === space ? await webChat.conversation(ref.id) : undefined;
    if (!found) throw new DeliveryError('no such conversation in the web chat', 'unreachable');
    return found;
  };

  return {
    platform: 'web',
    receivesAlone: false,
    space: () => space,
    capabilities: {
      privateReplies: true,
      privateGroups: true,
      threads: true,
      forms: true,
      files: true,
      unaskedDirectMessages: true,
      fixedChannels: true,
    },
    app,

    async open() {
      for (const channel of CHANNELS) await conversations.ensure('channel', channel, channel, []);
      opened = true;
    },

    async start(receiver) {
      for (const channel of CHANNELS) await conversations.ensure('channel', channel, channel, []);
      inbox = receiver;
      accepting = true;
      if (options.othersWrite === true) watch = setInterval(() => void lookAtOthers(), TIMES.othersWrite);
    },

    async stop() {
      accepting = false;
      opened = false;
      clearInterval(watch);
      hub.end();
      let timer: NodeJS.Timeout | undefined;
      const limit = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, TIMES.stop);
      });
      await Promise.race([once.settled(), limit]);
      clearTimeout(timer);
      inbox = undefined;
    },

    connected: () => accepting || opened,

    async openDirect(person) {
      await directory.ensure(person.user);
      return refOf(await direct(person.user), space);
    },

    async openGroup(key, people, title) {
      for (const person of people) await directory.ensure(person.user);
      const users = people.map((person) => person.user);
      return refOf(await conversations.ensure('group', `group:${key}`, title, users), space);
    },

    async channel(purpose) {
      return refOf(await conversations.ensure('channel', purpose, purpose, []), space);
    },

    // Its channels are made by us under their purposes, and nobody administers it but organisers.
    checkChannel: async (_purpose, wanted) => ((CHANNELS as readonly string[]).includes(wanted) ? 'usable' : 'missing'),
    isAdministrator: async () => false,

    async post(to, message, { key, mentions, onSending }) {
      const conversation = await known(to);
      checkMessage(message, key);
      await onSending?.();
      const id = await ambiguously(() =>
        chat.write({
          conversation: conversation.id,
          thread: null,
          author: null,
          onlyFor: null,
          key,
          content: { type: 'message', json: storeMessage(message, mentions) },
          files: message.files ?? [],
        }),
      );
      return { conversation: to, id: String(id) };
    },

    async update(message, content, { mentions }) {
      const conversation = await known(message.conversation);
      checkMessage(content, '');
      const found = await webChat.message(Number(message.id));
      if (!found || found.author !== null || found.conversation !== conversation.id) {
        throw new DeliveryError('no such message of ours in the web chat', 'unreachable');
      }
      await ambiguously(() =>
        webChat.updateMessage(
          found.id,
          { type: 'message', json: storeMessage(content, mentions), files: found.content.files },
          clock.now(),
        ),
      );
      hub.signal('messages');
    },

    async find(conversation, key) {
      const found = await webChat.messageByKey(key);
      return found?.conversation === conversation.id ? { conversation, id: String(found.id) } : undefined;
    },

    timeMoved: () => {
      // What was said on the way comes first.
      hub.signal('messages');
      hub.signal('time');
    },
    memberChanged: () => hub.signal('reader'),
    signInPath: async (user, member) => `/sign-in/${await sessions.issueLink(user, member)}`,
    async signOut(user) {
      await sessions.closeAll(user);
      hub.end(user);
    },
  };
}

/** Throws a `DeliveryError` for a message that can never be shown. */
function checkMessage(message: Message, key: string): void {
  if (key.length > LIMITS.key) throw new DeliveryError(`the key has more than ${LIMITS.key} characters`, 'refused');
  const size = (message.files ?? []).reduce((sum, file) => sum + file.bytes.byteLength, 0);
  if (size > LIMITS.fileBytes) throw new DeliveryError('the files are too large', 'refused');
  if (JSON.stringify(message.cards).length > LIMITS.messageJson) throw new DeliveryError('the message is too long', 'refused');
}

/** A failure of the store may come after the write: the delivery asks `find` before it tries again. */
async function ambiguously<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new DeliveryError('the web chat could not be written', 'ambiguous', { cause: error });
  }
}
