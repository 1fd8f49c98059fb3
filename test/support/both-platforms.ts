import { createApp } from '../../src/app.js';
import { createInlineCompute } from '../../src/compute/host.js';
import { type Attachment, type FormValues, type Message, plainText, type Reply } from '../../src/core/message.js';
import { latest } from '../../src/core/time.js';
import { features } from '../../src/features/index.js';
import type { NewMember } from '../../src/features/members/types.js';
import { withoutDirectionControls } from '../../src/language/index.js';
import type { ConversationKind, Identity, JoinEvent, Platform } from '../../src/ports/chat.js';
import { memberWith } from './active-member.js';
import { createTestClock } from './clock.js';
import { createFakeAdapter, type FakeAdapter } from './fake-adapter.js';
import { listsFromSource } from './files.js';
import { held } from './held.js';
import { createTestLogger } from './logger.js';
import { anOrganisation } from './records.js';
import { settingsOf } from './settings.js';
import { openTestStore } from './store.js';
import { controlsOf } from './world.js';

export interface Shown {
  readonly platform: Platform;
  readonly to: string;
  readonly key: string;
  readonly text: string;
  readonly message: Message;
}

export type BothPlatforms = Awaited<ReturnType<typeof createBothPlatforms>>;
export type Somebody = ReturnType<BothPlatforms['person']>;

/**
 * The whole app on real SQLite, with stand-ins for two platforms: one that lets the bot write to anybody (as Slack), one
 * where direct messages want to be asked for (as Discord).
 */
export async function createBothPlatforms(
  options: {
    readonly settings?: Record<string, unknown>;
    readonly start?: string;
    /** Whom the configuration names. */
    readonly organisers?: readonly { readonly platform: Platform; readonly user: string }[];
  } = {},
) {
  const { organisers = [{ platform: 'slack', user: 'boss' }] } = options;
  const settings = settingsOf({ name: 'Women of the Rivers', ...options.settings });
  const store = await openTestStore({ settings });
  const clock = createTestClock(options.start ?? '2026-11-22T09:00:00+03:00');
  const logger = createTestLogger();
  const shown: Shown[] = [];
  /** What messages were changed to, in order. */
  const updates: string[] = [];
  const watched = (fake: FakeAdapter): FakeAdapter =>
    Object.assign(fake, {
      post: ((post) => async (to, message, given) => {
        const ref = await post(to, message, given);
        shown.push({
          platform: fake.platform,
          to: to.id,
          key: given.key,
          text: withoutDirectionControls(plainText(message)),
          message: await held(message),
        });
        return ref;
      })(fake.post) satisfies FakeAdapter['post'],
      update: ((update) => async (message, content, given) => {
        updates.push(withoutDirectionControls(plainText(content)));
        await update(message, content, given);
      })(fake.update) satisfies FakeAdapter['update'],
    });
  const slack = watched(createFakeAdapter('slack'));
  const discord = watched(createFakeAdapter('discord', { unaskedDirectMessages: false }));
  let seed = 7;
  const app = createApp({
    chatUrl: () => 'https://chat.example.org',
    store: store.engines,
    features,
    clock,
    logger,
    compute: createInlineCompute(),
    files: listsFromSource,
    organisers,
    createAdapters: () => [slack, discord],
    newReference: () => 'REF',
    random: () => seed++,
    owner: 'test',
  });
  await app.prepare();

  let events = 0;
  const nextEvent = () => `e${++events}`;

  function person(platform: Platform, user: string) {
    const identity: Identity = { platform, space: 'test', user };
    let last: Message | undefined;
    const event = (kind: ConversationKind) => ({
      eventId: nextEvent(),
      from: identity,
      conversation: { platform, space: 'test', id: kind, kind } as const,
    });
    const keep = (reply: Reply): string => {
      if (reply.type === 'message') last = reply.message;
      switch (reply.type) {
        case 'message':
          return withoutDirectionControls(plainText(reply.message));
        case 'form':
          return `form:${reply.form.id}`;
        case 'form-errors':
          return withoutDirectionControls(Object.values(reply.errors).join('\n'));
        case 'none':
          return '';
        default:
          return reply satisfies never;
      }
    };
    const mine = (each: Shown) =>
      each.platform === platform &&
      (each.to === `direct:${user}` ||
        (slackOrDiscord(platform)
          .groups.get(each.to.slice(6))
          ?.people.some((one) => one.user === user) ??
          false));
    const self = {
      identity,
      /** What was posted where this person alone, or they and others, read it: direct messages and private groups. */
      received: () => shown.filter(mine),
      texts: () => shown.filter(mine).map(({ text }) => text),
      /** The action of a button they can see: in the last reply, or in the newest message that has it. */
      button(start: string): string {
        const messages = [
          ...(last ? [last] : []),
          ...shown
            .filter(mine)
            .map(({ message }) => message)
            .reverse(),
        ];
        const found = messages.flatMap(controlsOf).find(({ action }) => action.startsWith(start));
        if (!found) throw new Error(`${user} sees no ${start}`);
        return found.action;
      },
      press: (start: string, values: readonly string[] = [], kind: ConversationKind = 'group') =>
        self.pressAnyway(self.button(start), values, kind),
      pressAnyway: async (action: string, values: readonly string[] = [], kind: ConversationKind = 'group') => {
        const text = keep(await app.inbox.action({ ...event(kind), action, values }));
        await app.runner.runDue();
        return text;
      },
      submit: async (form: string, values: FormValues, kind: ConversationKind = 'group') => {
        const text = keep(await app.inbox.form({ ...event(kind), form, values }));
        await app.runner.runDue();
        return text;
      },
      type: async (line: string, kind: ConversationKind = 'channel', files: readonly Attachment[] = []) => {
        const [command = '', ...rest] = line.replace(/^\//, '').split(' ');
        const text = keep(await app.inbox.command({ ...event(kind), command, input: { type: 'text', text: rest.join(' '), files } }));
        await app.runner.runDue();
        return text;
      },
      /** Writes to the bot: in the direct conversation, or in a channel, where the message mentions it. */
      write: async (kind: ConversationKind = 'direct') => {
        const { conversation, ...at } = event(kind);
        await app.inbox.message({
          ...at,
          conversation: kind === 'direct' ? { ...conversation, id: `direct:${user}` } : conversation,
          message: { conversation, id: at.eventId },
          at: clock.now(),
          profile: async () => ({ name: user, isBot: false }),
          ...(kind !== 'direct' && { mentionsBot: true }),
        });
        await app.runner.runDue();
      },
      join: async (profile: Partial<JoinEvent['profile']> = {}) => {
        await app.inbox.joined({ eventId: nextEvent(), from: identity, profile: { name: user, isBot: false, ...profile } });
        await app.runner.runDue();
      },
      leave: () => app.inbox.left({ eventId: nextEvent(), from: identity }),
      last: () => last,
      member: async () => {
        const member = await store.autocommit.members.findByAccount(identity);
        if (!member) throw new Error(`${user} is nobody`);
        return member;
      },
    };
    return self;
  }
  const slackOrDiscord = (platform: Platform): FakeAdapter => (platform === 'slack' ? slack : discord);

  let organisations = 0;
  return {
    store,
    clock,
    logger,
    app,
    contexts: app.contexts,
    slack,
    discord,
    shown,
    updates,
    person,
    inChannels: () => shown.filter(({ to }) => to.startsWith('channel:')),

    /** A member who finished the induction, of an organisation of their own. */
    async addMember(platform: Platform, user: string, change: Partial<NewMember> = {}) {
      const organisation = await store.autocommit.organisations.insert(
        anOrganisation({ name: `Organisation ${++organisations}`, governorates: [], sectors: [] }),
      );
      const given = { name: user, organisation, languages: ['en'], sectors: [], governorates: [], joinedAt: clock.now(), ...change };
      const who = person(platform, user);
      const id = await memberWith(store, who.identity, given);
      return { ...who, id };
    },

    /** Lets time pass: what falls due runs at its own moment. */
    async runUntil(moment: string | number): Promise<void> {
      const end = typeof moment === 'number' ? moment : Date.parse(moment);
      for (;;) {
        const next = await app.runner.nextDue();
        if (next === undefined || next > end) break;
        clock.set(latest(next, clock.now()));
        await app.runner.runDue();
      }
      clock.set(Math.max(end, clock.now()));
    },
    async round() {
      const round = await store.autocommit.coffee.currentRound();
      if (!round) throw new Error('no round is open');
      return round;
    },
    close: () => store.close(),
  };
}
