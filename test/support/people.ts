import { communityCommand } from '../../commands/community.js';
import { profileCommand } from '../../commands/profile.js';
import { expiryJob } from '../../jobs/housekeeping.js';
import { createDeliverJob } from '../../src/agenda/deliver.js';
import { createEmbeddedRunner } from '../../src/agenda/embedded.js';
import { createNotificationRegistry } from '../../src/agenda/notifications.js';
import { createRefreshJob } from '../../src/agenda/refresh.js';
import type { Command } from '../../src/core/command.js';
import { type Attachment, type Button, type FormValues, type Message, plainText, type Reply, type Select } from '../../src/core/message.js';
import { type Settings, settingsSchema } from '../../src/core/settings.js';
import { createInbox } from '../../src/dispatch/inbox.js';
import { createRegistry } from '../../src/dispatch/registry.js';
import { communityActions, communityForms, createCommunityService, type SettingsHook } from '../../src/features/community/index.js';
import {
  createMembersService,
  type MembersDependencies,
  membersActions,
  membersForms,
  membersJobs,
  membersNotifications,
} from '../../src/features/members/index.js';
import { createProblemsService } from '../../src/features/problems/index.js';
import type { ChatAdapter, ConversationKind, Identity, JoinEvent } from '../../src/ports/chat.js';
import type { NewMember } from '../../src/ports/members.js';
import { noopMetrics } from '../../src/ports/metrics.js';
import { createTestClock } from './clock.js';
import { createFakeAdapter } from './fake-adapter.js';
import { createTestLogger } from './logger.js';
import { type Engine, openTestStore } from './store.js';

export type People = Awaited<ReturnType<typeof createPeople>>;
export type Person = ReturnType<People['person']>;

/** Members and community on real SQLite, with the real runner, deliveries and dispatch; the platform is a stand-in. `web:boss` is an organiser. */
export async function createPeople(
  options: {
    readonly settings?: Record<string, unknown>;
    readonly file?: string;
    readonly open?: Engine['open'];
    readonly mayWriteFirst?: boolean;
    readonly goneHooks?: MembersDependencies['goneHooks'];
    readonly settingsHooks?: readonly SettingsHook[];
  } = {},
) {
  const settings: Settings = settingsSchema.parse({ name: 'Women of the Rivers', ...options.settings });
  const open = options.open ?? openTestStore;
  const store = await open({ settings, ...(options.file !== undefined && { file: options.file }) });
  const clock = createTestClock('2026-11-22T09:00:00+03:00');
  const logger = createTestLogger();
  const members = createMembersService({
    store,
    clock,
    logger,
    organisers: [{ platform: 'web', user: 'boss' }],
    mayWriteFirst: () => options.mayWriteFirst ?? true,
    spaceOf: (platform) => (platform === 'slack' ? 'T1' : undefined),
    ...(options.goneHooks && { goneHooks: options.goneHooks }),
  });
  const problems = createProblemsService({ store, clock, logger, metrics: noopMetrics, hasOrganisersChannel: async () => false });
  const community = createCommunityService({
    store,
    clock,
    logger,
    members,
    problems,
    ...(options.settingsHooks && { settingsHooks: options.settingsHooks }),
  });
  const commands: readonly Command[] = [profileCommand({ members }), communityCommand({ community, commands: () => commands })];
  const registry = createRegistry({
    commands,
    actions: [...membersActions(members), ...communityActions(community)],
    forms: [...membersForms(members), ...communityForms(community)],
  });
  const inbox = createInbox({ store, clock, registry, directory: members, groupListeners: [], logger, newReference: () => 'REF' });

  const sent: { readonly to: string; readonly message: Message; readonly text: string }[] = [];
  const fake = createFakeAdapter();
  const updates: string[] = [];
  const adapter: ChatAdapter = {
    ...fake,
    async update(_message, content) {
      updates.push(plainText(content));
    },
    async post(to, message, post) {
      sent.push({ to: to.id, message, text: plainText(message) });
      return fake.post(to, message, post);
    },
  };
  const notifications = createNotificationRegistry(membersNotifications(members));
  const delivering = { store, adapters: new Map([[adapter.platform, adapter]]), notifications, clock };
  const jobs = [createDeliverJob(delivering), createRefreshJob(delivering), ...membersJobs(members), expiryJob];
  const runner = createEmbeddedRunner({ store, clock, jobs, logger, owner: 'test' });

  const nextEvent = () => crypto.randomUUID();

  function person(user: string) {
    const identity: Identity = { platform: 'web', space: 'test', user };
    let last: Message | undefined;
    const event = (kind: ConversationKind) => ({
      eventId: nextEvent(),
      from: identity,
      conversation: { platform: 'web', space: 'test', id: kind, kind } as const,
    });
    const keep = (reply: Reply): Reply => {
      if (reply.type === 'message') last = reply.message;
      return reply;
    };
    const self = {
      identity,
      /** A button or menu that the person can see: in the last reply, or in the newest message to them. */
      control(start: string): Button | Select {
        const message = last ?? sent.findLast(({ to }) => to === `direct:${user}`)?.message;
        const found = (message ? controlsOf(message) : []).find(({ action }) => action.startsWith(start));
        if (!found) throw new Error(`${user} sees no ${start}`);
        return found;
      },
      /** Presses what is there to be pressed, found by the beginning of its action. */
      press: (start: string, values: readonly string[] = []) => self.pressAnyway(self.control(start).action, values),
      /** Presses a button that may be long gone. */
      pressAnyway: async (action: string, values: readonly string[] = [], kind: ConversationKind = 'direct') =>
        keep(await inbox.action({ ...event(kind), action, values })),
      submit: async (form: string, values: FormValues) => keep(await inbox.form({ ...event('direct'), form, values })),
      type: async (line: string, files: readonly Attachment[] = []) => {
        const [command = '', ...rest] = line.replace(/^\//, '').split(' ');
        return keep(await inbox.command({ ...event('channel'), command, input: { type: 'text', text: rest.join(' '), files } }));
      },
      join: async (profile: Partial<JoinEvent['profile']> = {}) => {
        await inbox.joined({ eventId: nextEvent(), from: identity, profile: { name: user, isBot: false, ...profile } });
        await runner.runDue();
      },
      leave: () => inbox.left({ eventId: nextEvent(), from: identity }),
      member: async () => {
        const member = await store.autocommit.members.findByIdentity(identity);
        if (!member) throw new Error(`${user} is nobody`);
        return member;
      },
      isKnown: async () => (await store.autocommit.members.findByIdentity(identity)) !== undefined,
      received: () => sent.filter(({ to }) => to === `direct:${user}`).map(({ text }) => text),
      /** Forgets the card at hand, so that the next press looks at the newest message. */
      lookAtMessages: () => {
        last = undefined;
      },
    };
    return self;
  }

  return {
    store,
    clock,
    logger,
    members,
    community,
    registry,
    runner,
    inbox,
    sent,
    /** What messages were changed to, in turn. */
    updates,
    fake,
    person,

    addOrganisation: (name: string, change: Partial<Parameters<typeof store.autocommit.organisations.insert>[0]> = {}) =>
      store.autocommit.organisations.insert({ name, type: 'local', governorates: ['baghdad'], sectors: [], status: 'approved', ...change }),

    /** A member who finished the induction, with an account of that name. */
    async addMember(user: string, change: Partial<NewMember> = {}) {
      const id = await store.autocommit.members.insert({
        status: 'active',
        role: 'member',
        isBot: false,
        name: user,
        organisation: null,
        language: 'en',
        timezone: 'Asia/Baghdad',
        hours: { start: '09:00', end: '17:00' },
        languages: ['en'],
        sectors: [],
        offers: [],
        wants: [],
        governorates: [],
        email: null,
        visibility: {
          organisation: 'everyone',
          languages: 'everyone',
          sectors: 'everyone',
          offers: 'everyone',
          wants: 'everyone',
          hours: 'organisers',
          email: 'nobody',
        },
        inductionStep: null,
        joinedAt: clock.now(),
        lastActiveAt: null,
        ...change,
      });
      const who = person(user);
      await store.autocommit.members.link(id, who.identity);
      return who;
    },

    /** Lets time pass: what falls due runs at its own moment. */
    async runUntil(moment: string | number): Promise<void> {
      const end = typeof moment === 'number' ? moment : Date.parse(moment);
      for (;;) {
        const next = await runner.nextDue();
        if (next === undefined || next > end) break;
        clock.set(Math.max(next, clock.now()));
        await runner.runDue();
      }
      clock.set(Math.max(end, clock.now()));
    },
    close: () => store.close(),
  };
}

export function controlsOf(message: Message): readonly (Button | Select)[] {
  return message.cards.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.type === 'actions' ? block.controls.filter((control) => control.type !== 'link-button') : [])),
  );
}

export function textOf(reply: Reply): string {
  switch (reply.type) {
    case 'message':
      return plainText(reply.message);
    case 'form':
      return [reply.form.title, ...reply.form.fields.map(({ label }) => label)].join('\n');
    case 'form-errors':
      return Object.entries(reply.errors)
        .map(([field, error]) => `${field}: ${error}`)
        .join('\n');
    case 'none':
      return '';
    default:
      return reply satisfies never;
  }
}
