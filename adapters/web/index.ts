import { Hono } from 'hono';
import type { MemberId } from '../../src/core/ids.js';
import { type ChatAdapter, type Inbox, THREADS_AND_FORMS } from '../../src/ports/chat.js';
import { watchOtherProcesses } from './connect/other-processes.js';
import { readPageFiles } from './connect/page-files.js';
import { pageRoutes } from './connect/page-routes.js';
import { guardOrigin, secureHeaders } from './connect/security.js';
import { createSignalBus } from './connect/signal-bus.js';
import { notRunning } from './errors.js';
import { LIMITS, TIMES } from './limits.js';
import type { WebAdapterOptions } from './options.js';
import { createChannels } from './places/channels.js';
import { conversationRef, createConversations } from './places/conversations.js';
import { createDirectory } from './places/directory.js';
import { idsOf } from './places/threads.js';
import { createDeliveries } from './post/deliveries.js';
import { createMessageWriter } from './post/messages.js';
import { createReplies } from './post/replies.js';
import type { Outcome } from './protocol.js';
import { apiRoutes } from './receive/api-routes.js';
import { createChat } from './receive/chat.js';
import { createFormTokens } from './receive/form-tokens.js';
import { createIdempotencyCache } from './receive/idempotency-cache.js';
import { createInteractions } from './receive/interactions.js';
import { createRegistration } from './receive/registration.js';
import { createRoom } from './receive/room.js';
import { packTitle } from './render/group-title.js';
import { renderState } from './render/state.js';
import { createViews } from './render/views.js';
import { createAccountMembers } from './sessions/account-members.js';
import { createCurrentUser } from './sessions/current-user.js';
import { createSessions, isPlatformAccount } from './sessions/sessions.js';
import { signInRoutes } from './sessions/sign-in-routes.js';

export { limitBody } from './connect/body-limit.js';
export { guardHostName, guardOrigin, secureHeaders } from './connect/security.js';
export type { WebAccess, WebAdapterOptions } from './options.js';
export type { PersonaView as Persona } from './protocol.js';
export { createSessionGuard } from './sessions/session-guard.js';
export { escapeHtml } from './sessions/sign-in-page.js';
export { QUEUES } from './sessions/sign-in-routes.js';
export type { Guide, Timeline, TimelineItem, TimeStep } from './timeline.js';

const MB = 1024 * 1024;

/** The browser chat: a chat platform of our own, stored in our database and served with one page. */
export interface WebAdapter extends ChatAdapter {
  /** Mount it at the root of the HTTP server. It serves `/`, `/assets/*`, `/api/*` and, with sessions, `/sign-in/*`. */
  readonly app: Hono;
  /** Call it after the clock was moved or the agenda has changed, so that open pages update. */
  timeMoved(): void;
  /** Call it after a member's language, name or role changed elsewhere, so that the member's open pages reload. */
  memberChanged(): void;
  /** Creates a one-use sign-in link for an account, valid for ten minutes. Returns its path. */
  signInPath(user: string, member: MemberId | null): Promise<string>;
  /** Ends all sessions of an account and closes its streams. */
  signOut(user: string): Promise<void>;
}

export function createWebAdapter(options: WebAdapterOptions): WebAdapter {
  const { store, clock, logger, access, space, timeline, purposes } = options;
  const { webChat } = store.autocommit;
  let inbox: Inbox | undefined;
  let state: 'stopped' | 'open' | 'accepting' = 'stopped';
  const runningInbox = (): Inbox => {
    if (!inbox) throw notRunning();
    return inbox;
  };
  /** While the adapter stops, requests under way still need the inbox, but no new ones are accepted. */
  const acceptingInbox = (): Inbox => {
    if (state !== 'accepting') throw notRunning();
    return runningInbox();
  };

  const signals = createSignalBus({ perSession: LIMITS.streamsPerSession, perUser: LIMITS.streamsPerUser, total: LIMITS.streams });
  const channels = createChannels(purposes);
  const directory = createDirectory(options, channels);
  const views = createViews(store, directory, channels);
  const conversations = createConversations(store, signals);
  const messages = createMessageWriter({ store, clock, signals });
  const tokens = createFormTokens(store);
  const replies = createReplies({ store, directory, views, signals, tokens, messages, clock });
  const interactions = createInteractions({ store, space, directory, replies, inbox: runningInbox });
  const outcomes = createIdempotencyCache<Outcome>(() => performance.now(), TIMES.outcomesKept);
  const chat = createChat({
    ...options,
    webChat: store.autocommit.webChat,
    directory,
    views,
    messages,
    replies,
    interactions,
    outcomes,
    tokens,
    room: createRoom(store),
    inbox: runningInbox,
  });
  const sessions = createSessions({ store, clock });
  const currentUser = createCurrentUser(access, sessions);
  const personas = access.type === 'personas' ? access.personas : [];
  const register = createRegistration({ space, directory, conversations, personas, inbox: acceptingInbox });
  const pageFiles = readPageFiles(options.pageFolder);
  const uploadMb = options.uploadMb ?? LIMITS.fileBytes / MB;

  const app = new Hono();
  app.use(secureHeaders());
  app.use(guardOrigin(options.origins));
  app.route('/', pageRoutes(pageFiles));
  app.route(
    '/api',
    apiRoutes({
      store,
      logger,
      clock,
      ...(options.timer && { timer: options.timer }),
      chat,
      views,
      directory,
      signals,
      currentUser,
      timeline,
      uploadBytes: uploadMb * MB,
      register,
      state: (reader) => renderState({ ...options, uploadMb }, views, reader),
    }),
  );
  if (access.type === 'sessions') {
    const { addresseeOf } = createAccountMembers({ store, people: options.people, space });
    const signIn = signInRoutes({
      sessions,
      addresseeOf: (account) => (isPlatformAccount(account.user) ? addresseeOf(account) : directory.reader(account.user)),
      // Other tabs reconnect and learn that the session has ended.
      onSignedOut: (user) => signals.close(user),
      pageFiles,
      hasChat: true,
      entrance: options.entrance,
    });
    app.route('/sign-in', signIn);
  }

  const openChannels = async (): Promise<void> => {
    for (const name of channels.names) await conversations.channel(name);
  };
  let stopWatching: (() => void) | undefined;

  return {
    platform: 'web',
    linkTo(conversation) {
      // The public address comes last.
      const origin = options.origins().at(-1);
      const { conversation: id, thread } = idsOf(conversation);
      return origin && `${origin}/#${encodeURIComponent(id)}${thread === null ? '' : `/${thread}`}`;
    },
    receivesAlone: false,
    space: () => space,
    capabilities: {
      ...THREADS_AND_FORMS,
      moderation: true,
      unaskedDirectMessages: true,
      fixedChannels: true,
      ownAccounts: true,
    },
    app,

    async open() {
      await openChannels();
      if (state === 'stopped') state = 'open';
    },

    async start(receiver) {
      await openChannels();
      inbox = receiver;
      state = 'accepting';
      if (options.othersWrite === true) stopWatching = watchOtherProcesses(webChat, signals);
    },

    async stop() {
      state = 'stopped';
      stopWatching?.();
      signals.close();
      await settledWithin(outcomes.settled(), TIMES.stop);
      inbox = undefined;
    },

    connected: () => state !== 'stopped',

    resume: interactions.resume,
    answer: interactions.answer,

    async openDirect(person) {
      await directory.ensure(person.user);
      return conversationRef(await conversations.direct(person.user), space);
    },

    async openGroup(key, people, title, own) {
      const users = people.map((person) => person.user);
      for (const user of users) await directory.ensure(user);
      return conversationRef(await conversations.group(key, users, own ? packTitle(own) : title), space);
    },

    async archiveGroup(group) {
      await webChat.close(idsOf(group).conversation);
      signals.publish('conversations');
    },

    async channel(purpose) {
      return conversationRef(await conversations.channel(purpose), space);
    },

    // Channels are named after their purposes, and the platform has no administrators besides organisers.
    checkChannel: async (_purpose, wanted) => (channels.names.includes(wanted) ? 'usable' : 'missing'),
    isAdministrator: async () => false,

    ...createDeliveries(webChat, messages, space),

    timeMoved: () => {
      // The messages of the skipped time come before the new time.
      signals.publish('messages');
      signals.publish('time');
    },
    memberChanged: () => signals.publish('reader'),
    signInPath: async (user, member) => `/sign-in/${await sessions.issueLink(user, member)}`,
    async signOut(user) {
      await sessions.closeAll(user);
      signals.close(user);
    },
  };
}

/** Waits for a promise, at most `ms` milliseconds. */
async function settledWithin(work: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, limit]);
  clearTimeout(timer);
}
