import { coffeeCommand } from '../../commands/coffee.js';
import { createDeliverJob } from '../../src/agenda/deliver.js';
import { createEmbeddedRunner } from '../../src/agenda/embedded.js';
import { createNotificationRegistry } from '../../src/agenda/notifications.js';
import type { Actor } from '../../src/core/access.js';
import { NotFoundError } from '../../src/core/errors.js';
import type { MemberId, OrganisationId } from '../../src/core/ids.js';
import type { Language } from '../../src/core/language.js';
import { type Attachment, type FormValues, type Message, plainText, type Reply } from '../../src/core/message.js';
import { type Settings, settingsSchema } from '../../src/core/settings.js';
import { createInbox, type Directory } from '../../src/dispatch/inbox.js';
import { createRegistry } from '../../src/dispatch/registry.js';
import {
  coffeeActions,
  coffeeForms,
  coffeeJobs,
  coffeeNotifications,
  createCoffeeService,
  type Matcher,
} from '../../src/features/coffee/index.js';
import { pair } from '../../src/features/coffee/pairing/pair.js';
import type { PairingInput } from '../../src/features/coffee/pairing/types.js';
import { createRelayService } from '../../src/features/relay/index.js';
import { withoutDirectionControls } from '../../src/language/index.js';
import type { ChatAdapter, ConversationKind, Identity } from '../../src/ports/chat.js';
import type { NewMember, OrganisationType } from '../../src/ports/members.js';
import { createTestClock } from './clock.js';
import { createFakeAdapter } from './fake-adapter.js';
import { createTestLogger } from './logger.js';
import { type Engine, openTestStore, type TestStore } from './store.js';

export interface Sent {
  /** `direct:7`, `channel:coffee`, `group:coffee:3`. */
  readonly to: string;
  readonly key: string;
  readonly at: number;
  readonly message: Message;
  readonly text: string;
}

export type World = Awaited<ReturnType<typeof createCoffeeWorld>>;

const visible = {
  organisation: 'everyone',
  languages: 'everyone',
  sectors: 'everyone',
  offers: 'everyone',
  wants: 'everyone',
  hours: 'everyone',
  email: 'nobody',
} as const;

/** A community on real SQLite with the real runner, deliveries and dispatch; only the platform is a stand-in. */
export async function createCoffeeWorld(
  options: {
    readonly start?: string;
    readonly coffee?: unknown;
    readonly settings?: Record<string, unknown>;
    readonly matcher?: Matcher;
    readonly file?: string;
    readonly store?: TestStore;
    readonly open?: Engine['open'];
  } = {},
) {
  const settings: Settings = settingsSchema.parse({ ...options.settings, coffee: options.coffee ?? {} });
  const open = options.open ?? openTestStore;
  const store = options.store ?? (await open({ settings, ...(options.file !== undefined && { file: options.file }) }));
  const clock = createTestClock(options.start ?? '2026-11-22T09:00:00+03:00');
  const logger = createTestLogger();
  const paired: PairingInput[] = [];
  const matcher: Matcher = options.matcher ?? { pair: async (input) => (paired.push(input), pair(input)) };
  let seed = 11;
  const relays = createRelayService({ store, clock, logger, onWord: async () => {} });
  const service = createCoffeeService({
    store,
    clock,
    matcher,
    logger,
    randomSeed: () => seed++,
    haveCommonPlace: () => true,
    relays,
    offerDirect: async () => [],
  });

  const fake = createFakeAdapter();
  const sent: Sent[] = [];
  const adapter: ChatAdapter = {
    ...fake,
    async post(to, message, post) {
      const ref = await fake.post(to, message, post);
      sent.push({ to: to.id, key: post.key, at: clock.now(), message, text: withoutDirectionControls(plainText(message)) });
      return ref;
    },
  };
  const notifications = createNotificationRegistry(coffeeNotifications(service));
  const deliver = createDeliverJob({ store, adapters: new Map([['web', adapter]]), notifications, clock });
  const jobs = [deliver, ...coffeeJobs(service)];
  const runner = createEmbeddedRunner({ store, clock, jobs, logger, owner: 'test' });
  const registry = createRegistry({
    commands: [coffeeCommand(service)],
    actions: coffeeActions(service),
    forms: coffeeForms(service),
  });
  const actorOf = async (identity: Identity): Promise<Actor> => {
    const member = await store.autocommit.members.findByIdentity(identity);
    if (!member) throw new NotFoundError('nobody', { key: 'coffee.error.no-member' });
    return member;
  };
  const directory: Directory = {
    resolve: actorOf,
    findByText: async (typed) => Number(typed) as MemberId,
    findByIdentity: async (identity) => (await store.autocommit.members.findByIdentity(identity))?.id,
    joined: async () => {},
    left: async () => {},
    sawActive: async () => {},
  };
  const inbox = createInbox({ store, clock, registry, directory, groupListeners: [service.said], logger, newReference: () => 'REF' });

  let events = 0;
  const event = (member: MemberId, kind: ConversationKind) => ({
    eventId: `e${++events}`,
    from: identityOf(member),
    conversation: { platform: 'web', space: 'test', id: kind, kind } as const,
  });

  let organisations = 0;
  async function addOrganisation(
    type: OrganisationType = 'local',
    extra: { readonly governorates?: readonly string[]; readonly name?: string } = {},
  ): Promise<OrganisationId> {
    organisations++;
    return store.autocommit.organisations.insert({
      name: extra.name ?? `Organisation ${organisations}`,
      type,
      governorates: extra.governorates ?? ['baghdad'],
      sectors: ['protection'],
      status: 'approved',
    });
  }

  let people = 0;
  async function addMember(change: Partial<NewMember> = {}): Promise<MemberId> {
    people++;
    const id = await store.autocommit.members.insert({
      status: 'active',
      role: 'member',
      isBot: false,
      name: `Member ${people}`,
      organisation: change.organisation === undefined ? await addOrganisation() : change.organisation,
      language: 'en',
      timezone: 'Asia/Baghdad',
      hours: { start: '09:00', end: '17:00' },
      languages: ['en', 'ar'],
      sectors: ['protection'],
      offers: [],
      wants: [],
      governorates: ['baghdad'],
      email: null,
      visibility: visible,
      inductionStep: null,
      joinedAt: clock.now(),
      lastActiveAt: null,
      ...change,
    });
    await store.autocommit.members.link(id, identityOf(id));
    return id;
  }

  return {
    store,
    clock,
    service,
    runner,
    inbox,
    sent,
    groups: fake.groups,
    logger,
    paired,
    registry,
    addOrganisation,
    addMember,

    /** Several members of different organisations who have joined. */
    async addJoined(count: number, change: Partial<NewMember> = {}): Promise<readonly MemberId[]> {
      const members: MemberId[] = [];
      for (let index = 0; index < count; index++) {
        const member = await addMember(change);
        await service.enrolments.join(member);
        members.push(member);
      }
      return members;
    },

    /** Runs all that falls due until then, each at its own moment, as the time machine does. */
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

    /** The server was off: the clock moves, and nothing runs meanwhile. */
    async leapTo(moment: string | number): Promise<void> {
      clock.set(moment);
      await runner.runDue();
    },

    click: (member: MemberId, action: string, values: readonly string[] = [], kind: ConversationKind = 'direct'): Promise<Reply> =>
      inbox.action({ ...event(member, kind), action, values }),
    submit: (member: MemberId, form: string, values: FormValues): Promise<Reply> =>
      inbox.form({ ...event(member, 'direct'), form, values }),
    command: (member: MemberId, text: string): Promise<Reply> =>
      inbox.command({ ...event(member, 'channel'), command: 'coffee', input: { type: 'text', text } }),
    say: (member: MemberId, group: string) => service.said(group, member, clock.now()),

    to: (destination: string): readonly Sent[] => sent.filter(({ to }) => to === destination),
    keys: (prefix: string): readonly string[] => sent.filter(({ key }) => key.startsWith(prefix)).map(({ key }) => key),

    async round() {
      const round = await store.autocommit.coffee.currentRound();
      if (!round) throw new Error('no round is open');
      return round;
    },
    async lastRound() {
      const [round] = await store.autocommit.coffee.rounds({ limit: 1 });
      if (!round) throw new Error('no round yet');
      return round;
    },
    close: () => store.close(),
  };
}

function identityOf(member: MemberId): Identity {
  return { platform: 'web', space: 'test', user: String(member) };
}

export function textOf(reply: Reply): string {
  switch (reply.type) {
    case 'message':
      return withoutDirectionControls(plainText(reply.message));
    case 'form':
      return [reply.form.title, ...reply.form.fields.map(({ label }) => label)].join('\n');
    case 'form-errors':
      return withoutDirectionControls(Object.values(reply.errors).join('\n'));
    case 'none':
      return '';
    default:
      return reply satisfies never;
  }
}

/** The action ids of all buttons and menus in a message. */
export function actionsOf(message: Message): readonly string[] {
  return message.cards.flatMap(({ blocks }) =>
    blocks.flatMap((block) =>
      block.type === 'actions' ? block.controls.flatMap((control) => ('action' in control ? control.action : [])) : [],
    ),
  );
}

export function messageOf(reply: Reply): Message {
  if (reply.type !== 'message') throw new Error(`not a message: ${reply.type}`);
  return reply.message;
}

export function fileText(file: Attachment | undefined): string {
  return new TextDecoder().decode(file?.bytes);
}

export function languagesOf(message: Message): readonly Language[] {
  return message.cards.map(({ language }) => language);
}
