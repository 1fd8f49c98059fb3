import { coffeeCommand } from '../commands/coffee.js';
import { communityCommand } from '../commands/community.js';
import { profileCommand } from '../commands/profile.js';
import { expiryJob, housekeepingJob, planHousekeeping } from '../jobs/housekeeping.js';
import { withinReal } from './agenda/bullmq/within.js';
import { createDeliverJob } from './agenda/deliver.js';
import { haveCommonPlace } from './agenda/destination.js';
import { createEmbeddedRunner, type EmbeddedRunnerDeps } from './agenda/embedded.js';
import { createNotificationRegistry } from './agenda/notifications.js';
import { createParkedMessages } from './agenda/parked.js';
import { createRefreshJob } from './agenda/refresh.js';
import type { FirstOrganiser } from './config/environment.js';
import type { Actor } from './core/access.js';
import type { Command } from './core/command.js';
import type { Job } from './core/job.js';
import type { Message } from './core/message.js';
import type { Channel, Notification } from './core/notification.js';
import type { Clock } from './core/time.js';
import { createHomes } from './dispatch/homes.js';
import { createInbox } from './dispatch/inbox.js';
import { createRegistry, type Registry } from './dispatch/registry.js';
import {
  type CoffeeService,
  coffeeActions,
  coffeeForms,
  coffeeHome,
  coffeeJobs,
  coffeeNotifications,
  createCoffeeService,
  type Matcher,
} from './features/coffee/index.js';
import { type ChannelDirectory, communityActions, communityForms, createCommunityService, createHome } from './features/community/index.js';
import {
  createMembersService,
  type MembersService,
  membersActions,
  membersForms,
  membersHome,
  membersJobs,
  membersNotifications,
  welcome,
} from './features/members/index.js';
import { directOffer, toActor } from './features/members/service.js';
import { createProblemsService, problemsJobs, problemsNotifications } from './features/problems/index.js';
import { createRelayService, relayActions, relayForms, relayJobs, relayNotifications } from './features/relay/index.js';
import { createGatewayKeeper } from './gateway/keep.js';
import type { ChatAdapter, Identity, Inbox, Platform } from './ports/chat.js';
import type { Logger } from './ports/logger.js';
import { type Metrics, noopMetrics } from './ports/metrics.js';
import type { ProblemListener } from './ports/problems.js';
import type { AgendaRunner } from './ports/runner.js';
import type { Repositories, Store } from './ports/store.js';

/** What an adapter may want to know of the community before it starts. */
export interface AdapterParts {
  readonly commands: readonly Command[];
  /** The member behind an account, if there is one yet. */
  readonly actorOf: (identity: Identity) => Promise<Actor | undefined>;
  readonly metrics: Metrics;
  /** Told of what an organiser can mend. */
  readonly problems: ProblemListener;
  /** A person's own next steps, for a platform that has a page for them. */
  readonly home: (identity: Identity) => Promise<Message>;
}

export interface AppOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly matcher: Matcher;
  /** The first organisers, by the configuration. */
  readonly organisers: readonly FirstOrganiser[];
  /** Makes the adapters, once the commands that they offer are known. */
  readonly createAdapters: (parts: AdapterParts) => readonly ChatAdapter[];
  /** Who watches what happens; nobody unless told. */
  readonly metrics?: Metrics;
  /** A short reference for a failure nobody foresaw. */
  readonly newReference: () => string;
  readonly randomSeed: () => number;
  /** This process, in the rows of the agenda and the leases that it holds. */
  readonly owner: string;
  /** Wakes up the agenda; in this process alone unless told. */
  readonly createRunner?: (deps: EmbeddedRunnerDeps & { readonly platforms: readonly Platform[] }) => AgendaRunner;
  /** `alone` (unless told): no other process receives. `turns`: one at a time does. `no`: this one only sends. */
  readonly receives?: 'alone' | 'turns' | 'no';
}

/** The whole bot, put together but not yet running. */
export interface App {
  readonly inbox: Inbox;
  readonly runner: AgendaRunner;
  readonly members: MembersService;
  /** All that people can ask for. */
  readonly registry: Registry;
  /** Every kind of row and of message that the bot knows. */
  readonly kinds: { readonly jobs: readonly Job<Repositories>[]; readonly notifications: readonly Notification[] };
  /** Which platforms there are, and whether each is connected. */
  platforms(): Readonly<Partial<Record<Platform, boolean>>>;
  /** Resolves when what the adapters told so far is written down. */
  settled(): Promise<void>;
  /** Plans all that recurs, so that the agenda is whole before anything runs. */
  prepare(): Promise<void>;
  /** Connects the adapters and starts to run what is due. */
  start(): Promise<void>;
  /** Ends within ten seconds or so: running work finishes or is handed back. */
  stop(): Promise<void>;
}

/** Ten seconds in all: this, a moment to hand back what still runs, and what is left for the platforms. */
/** So long the start waits for platforms to connect. */
const CONNECT_PATIENCE_MS = 10_000;
const STOP_GRACE_MS = 5000;
const PLATFORMS_GRACE_MS = 3000;

export function createApp(options: AppOptions): App {
  const { store, clock, logger, metrics = noopMetrics } = options;
  const adapters = new Map<Platform, ChatAdapter>();

  const relays = createRelayService({ store, clock, logger, onWord: (key, member, at) => coffee.said(key, member, at) });
  const coffee: CoffeeService = createCoffeeService({
    store,
    clock,
    logger,
    matcher: options.matcher,
    randomSeed: options.randomSeed,
    haveCommonPlace: (accounts) => haveCommonPlace(adapters, accounts),
    relays,
    offerDirect: async (account, language) => ((await members.directs.isOpenQuestion(account)) ? [directOffer(language)] : []),
  });
  const members: MembersService = createMembersService({
    store,
    clock,
    logger,
    organisers: options.organisers,
    spaceOf: (platform) => adapters.get(platform)?.space(),
    mayWriteFirst: ({ platform }) => adapters.get(platform)?.capabilities.unaskedDirectMessages ?? false,
    goneHooks: [relays.onGone, coffee.onForget],
    mergeHooks: [coffee.onMerged],
    takeWaiting: (reader) => takeWaiting(reader),
    isAdministrator: async (identity) => (await adapters.get(identity.platform)?.isAdministrator(identity)) ?? false,
  });
  const problems = createProblemsService({
    store,
    clock,
    logger,
    metrics,
    hasOrganisersChannel: () => hasChannel(adapters, 'organisers'),
  });
  const community = createCommunityService({
    store,
    clock,
    logger,
    members,
    problems,
    channels: channelDirectory(adapters),
    settingsHooks: [coffee.onSettingsChanged],
  });

  const commands: readonly Command[] = [
    profileCommand({ members }),
    coffeeCommand(coffee),
    communityCommand({ community, commands: () => commands }),
  ];
  const registry = createRegistry({
    commands,
    actions: [...membersActions(members), ...coffeeActions(coffee), ...relayActions(relays), ...communityActions(community)],
    forms: [...membersForms(members), ...coffeeForms(coffee), ...relayForms(relays), ...communityForms(community)],
  });

  const actorOf = async (identity: Identity): Promise<Actor | undefined> => {
    const member = await store.autocommit.members.findByIdentity(identity);
    return member && toActor(member);
  };
  const composeHome = createHome(community, {
    welcome: () => welcome(members),
    features: [membersHome(members), coffeeHome(coffee)],
  });
  const home = async (identity: Identity): Promise<Message> => composeHome(await actorOf(identity));
  for (const adapter of options.createAdapters({ commands, actorOf, metrics, problems: problems.listener, home }))
    adapters.set(adapter.platform, adapter);

  const homes = createHomes({ adapters, members: store.autocommit.members, logger });
  const messages = [
    ...membersNotifications(members),
    ...coffeeNotifications(coffee),
    ...problemsNotifications(problems),
    ...relayNotifications(relays),
  ];
  const notifications = createNotificationRegistry(messages);
  const takeWaiting = createParkedMessages({ store, notifications, clock });
  const jobs = [
    createDeliverJob({ store, adapters, notifications, clock, metrics, onUnasked: members.directs.announce, onReached: homes.changed }),
    createRefreshJob({ store, adapters, notifications, clock }),
    ...membersJobs(members),
    ...coffeeJobs(coffee),
    ...problemsJobs(problems),
    ...relayJobs(relays),
    housekeepingJob,
    expiryJob,
  ];
  const runner = (options.createRunner ?? createEmbeddedRunner)({
    metrics,
    platforms: [...adapters.keys()],
    store,
    clock,
    logger,
    owner: options.owner,
    jobs,
  });

  const received = createInbox({
    store,
    clock,
    registry,
    directory: members,
    groupListeners: [coffee.said],
    logger,
    newReference: options.newReference,
    offers: community.administrators.offer,
  });
  const inbox = wakingAfter(homes.after(received), runner);
  const { receives = 'alone' } = options;
  const inTurns = [...adapters.values()].filter(({ receivesAlone }) => receivesAlone && receives === 'turns');
  const keeper = createGatewayKeeper({ adapters: inTurns, leases: store.autocommit.leases, inbox, clock, logger, owner: options.owner });

  return {
    inbox,
    runner,
    kinds: { jobs, notifications: messages },
    members,
    registry,
    platforms: () => Object.fromEntries([...adapters].map(([platform, adapter]) => [platform, adapter.connected()])),
    settled: problems.settled,
    async prepare() {
      await coffee.plan();
      await store.transaction((repositories) => planHousekeeping(repositories, clock.now()));
    },
    async start() {
      const alone = [...adapters.values()].filter((adapter) => !inTurns.includes(adapter));
      const connected = Promise.all([
        keeper.start(),
        ...alone.map((adapter) => (receives === 'no' ? adapter.open() : adapter.start(inbox))),
      ]);
      await connectedOrAway(connected, logger);
      const linked = await members.linkWaiting();
      if (linked > 0) logger.info({ linked }, 'accounts that lists named are linked');
      await runner.start();
    },
    async stop() {
      await runner.stop(STOP_GRACE_MS);
      const others = [...adapters.values()].filter((adapter) => !inTurns.includes(adapter));
      const stopped = Promise.all([keeper.stop(), ...others.map((adapter) => adapter.stop())]);
      await withinReal(PLATFORMS_GRACE_MS, stopped, 'the platforms do not let go').catch((error: unknown) =>
        logger.warn({ error }, 'a platform did not end in time'),
      );
      await problems.settled();
    },
  };
}

/**
 * Waits until all platforms are connected, but not for one that is away: it connects when it is back, and until then the process
 * is not ready. Throws what a platform throws that can never be reached so, if that is known in time.
 */
async function connectedOrAway(connected: Promise<unknown>, logger: Logger): Promise<void> {
  let patient = true;
  connected.catch((error: unknown) => {
    if (!patient) logger.error({ error }, 'a platform could not be started');
  });
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, CONNECT_PATIENCE_MS);
  });
  await Promise.race([connected, patience]);
  clearTimeout(timer);
  patient = false;
}

/** Whether a platform that works now has a channel for the purpose. */
async function hasChannel(adapters: ReadonlyMap<Platform, ChatAdapter>, purpose: Channel): Promise<boolean> {
  for (const adapter of adapters.values()) {
    if (adapter.connected() && (await adapter.channel(purpose).catch(() => undefined)) !== undefined) return true;
  }
  return false;
}

/** Whatever a person did may have planned something for now: the runner looks at once, rather than at its next turn. */
function wakingAfter(inbox: Inbox, runner: AgendaRunner): Inbox {
  const waking =
    <E, R>(handle: (event: E) => Promise<R>) =>
    async (event: E): Promise<R> => {
      const result = await handle(event);
      runner.wake();
      return result;
    };
  return {
    command: waking(inbox.command),
    action: waking(inbox.action),
    form: waking(inbox.form),
    complete: inbox.complete,
    message: waking(inbox.message),
    joined: waking(inbox.joined),
    left: waking(inbox.left),
  };
}

/** The platforms whose channels organisers may choose, by capability. */
function channelDirectory(adapters: ReadonlyMap<Platform, ChatAdapter>): ChannelDirectory {
  const choosable = () => [...adapters.values()].filter(({ capabilities }) => capabilities.fixedChannels !== true);
  return {
    platforms: () => choosable().map(({ platform }) => platform),
    async check(platform, purpose, wanted) {
      const adapter = choosable().find((each) => each.platform === platform);
      return adapter ? adapter.checkChannel(purpose, wanted).catch((): 'unknown' => 'unknown') : 'unknown';
    },
  };
}
