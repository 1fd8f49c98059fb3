import { withinReal } from './agenda/bullmq/within.js';
import { createDeliverJob } from './agenda/deliver.js';
import { createEmbeddedRunner, type EmbeddedRunnerDeps } from './agenda/embedded.js';
import { createNotificationRegistry } from './agenda/notifications.js';
import { createParkedMessages } from './agenda/parked.js';
import { createRefreshJob } from './agenda/refresh.js';
import { createRemoveJob } from './agenda/remove.js';
import { absentBlobs } from './blobs/absent.js';
import type { Command } from './core/command.js';
import type { Clock } from './core/time.js';
import { createArrivalOrder } from './dispatch/arrival-order.js';
import { createBudgets } from './dispatch/budgets.js';
import { composeHome } from './dispatch/home.js';
import { createHomes } from './dispatch/homes.js';
import { createInbox } from './dispatch/inbox.js';
import { createPlatforms } from './dispatch/platforms.js';
import { createProblemRecorder } from './dispatch/problems.js';
import { createRecovery, type Recovery } from './dispatch/recovery.js';
import { type ConfiguredOrganiser, type Contexts, createContexts, type FeatureSet, type Job } from './feature-api/index.js';
import { createFileTools } from './files/index.js';
import { createGatewayKeeper } from './gateway/keep.js';
import { createNeedsKeeper, type NeedsKeeper } from './gateway/needs.js';
import { linksOff } from './links/off.js';
import type { BlobStore } from './ports/blobs.js';
import type { ChannelPurpose, ChatAdapter, Identity, Inbox, Platform } from './ports/chat.js';
import type { Compute } from './ports/compute.js';
import type { Entrance } from './ports/entrance.js';
import type { FileTools } from './ports/files.js';
import type { HomePage } from './ports/home-pages.js';
import type { Links } from './ports/links.js';
import type { Logger } from './ports/logger.js';
import type { Mail } from './ports/mail.js';
import { type Metrics, noopMetrics } from './ports/metrics.js';
import { namesOf } from './ports/needs.js';
import type { People } from './ports/people.js';
import type { ProblemListener } from './ports/problems.js';
import type { AgendaRunner } from './ports/runner.js';
import type { Store } from './ports/store.js';
import { undoNeeds } from './settings/undo-needs.js';

/** What an adapter may want to know of the community before it starts. */
export interface AdapterParts {
  readonly commands: readonly Command[];
  readonly purposes: readonly ChannelPurpose[];
  readonly people: People;
  /** How people get a way into the browser chat, if it is served. */
  readonly entrance: Entrance | undefined;
  readonly metrics: Metrics;
  /** Told of what an organiser can fix. */
  readonly problems: ProblemListener;
  /** A person's own next steps, for a platform that has a page for them. */
  readonly home: (account: Identity) => Promise<HomePage>;
}

export interface AppOptions {
  readonly store: Store;
  readonly features: FeatureSet;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly compute: Compute;
  /** Where the bytes of files are; nowhere unless told. */
  readonly blobs?: BlobStore;
  /** How files of people are checked and read; without a virus scanner unless told. */
  readonly files?: FileTools;
  /** Looks whether links still lead somewhere; nobody does unless told. */
  readonly linkChecks?: Links;
  /** The first organisers, by the configuration. */
  readonly organisers: readonly ConfiguredOrganiser[];
  /** Makes the adapters, once the commands that they offer are known. */
  readonly createAdapters: (parts: AdapterParts) => readonly ChatAdapter[];
  /** Where measurements go; nowhere unless told. */
  readonly metrics?: Metrics;
  /** The address that browsers use, if there is one. */
  readonly publicUrl?: () => string | undefined;
  /** The address of the browser chat, if it is served. */
  readonly chatUrl?: () => string | undefined;
  /** How mail is sent, if it is. */
  readonly mail?: Mail | undefined;
  /** A short reference for a failure nobody foresaw. */
  readonly newReference: () => string;
  /** A random safe integer from 0 on. */
  readonly random: () => number;
  /** This process, in the rows of the agenda and the leases that it holds. */
  readonly owner: string;
  /** Wakes up the agenda; in this process alone unless told. */
  readonly createRunner?: (deps: EmbeddedRunnerDeps & { readonly platforms: readonly Platform[] }) => AgendaRunner;
  /** `alone` (unless told): no other process receives. `turns`: one at a time does. `no`: this one only sends. */
  readonly receives?: 'alone' | 'turns' | 'no';
  /** Whether the settings limit what one person may do within a while. */
  readonly hasBudgets?: boolean;
}

/** The whole bot, put together but not yet running. */
export interface App {
  readonly inbox: Inbox;
  readonly runner: AgendaRunner;
  readonly contexts: Contexts;
  readonly recovery: Recovery;
  /** Sees to it that the platforms are asked for what the settings need. */
  readonly needs: NeedsKeeper;
  readonly features: FeatureSet;
  /** Every kind of row that the bot knows. */
  readonly jobs: readonly Job[];
  /** Which platforms there are, and whether each is connected. */
  platforms(): Readonly<Partial<Record<Platform, boolean>>>;
  /** The parts of each platform's connection, as `slack:socket`, and whether each works. */
  lines(): Readonly<Record<string, boolean>>;
  /** Resolves when what the adapters told so far is written down. */
  settled(): Promise<void>;
  /** Plans all that recurs, so that the agenda is whole before anything runs. */
  prepare(): Promise<void>;
  /** Connects the adapters and starts to run what is due. */
  start(): Promise<void>;
  /** Ends within ten seconds or so: running work finishes or is handed back. */
  stop(): Promise<void>;
}

/** How long the start waits for platforms to connect. */
const CONNECT_LIMIT_MS = 10_000;
/** How long running work may take to finish at a stop. */
const STOP_GRACE_MS = 5000;
/** How long the platforms may take to disconnect at a stop; all of a stop takes less than ten seconds. */
const PLATFORMS_GRACE_MS = 3000;

/**
 * Connects the engines with one another and with the features, without naming a feature or a platform.
 *
 * @throws {Error} If two jobs or two messages of the features have the same kind.
 */
export function createApp(options: AppOptions): App {
  const { store, features, clock, logger, owner, metrics = noopMetrics, receives = 'alone' } = options;
  const adapters = new Map<Platform, ChatAdapter>();
  const notifications = createNotificationRegistry(features.messages);
  const contexts = createContexts({
    store,
    clock,
    logger,
    features,
    platforms: createPlatforms(adapters),
    compute: options.compute,
    blobs: options.blobs ?? absentBlobs,
    files: options.files ?? createFileTools(),
    linkChecks: options.linkChecks ?? linksOff,
    random: options.random,
    configuredOrganisers: options.organisers,
    ...(options.publicUrl && { publicUrl: options.publicUrl }),
    ...(options.chatUrl && { chatUrl: options.chatUrl }),
    mail: options.mail,
    takeWaiting: createParkedMessages(notifications),
  });
  const { autocommit } = contexts;
  metrics.watchFigures(() => features.figures(autocommit));
  const problems = createProblemRecorder({ contexts, logger, metrics });

  const parts: AdapterParts = {
    commands: features.commands,
    purposes: features.purposes,
    people: autocommit.people,
    entrance: features.all.flatMap(({ entrance }) => entrance ?? [])[0]?.(autocommit),
    metrics,
    problems: problems.listener,
    home: (account) => composeHome(autocommit, account),
  };
  for (const adapter of options.createAdapters(parts)) adapters.set(adapter.platform, adapter);

  const homes = createHomes({ adapters, people: autocommit.people, logger });
  const jobs: readonly Job[] = [
    createDeliverJob({ store: contexts, adapters, notifications, clock, metrics, onReached: homes.changed }),
    createRefreshJob({ store: contexts, adapters, notifications, clock }),
    createRemoveJob({ store: contexts, adapters, notifications, clock }),
    ...features.jobs,
  ];
  const runner = (options.createRunner ?? createEmbeddedRunner)({
    metrics,
    platforms: [...adapters.keys()],
    store: contexts,
    clock,
    logger,
    owner,
    jobs,
  });

  const order = createArrivalOrder({ contexts, adapters, clock, logger, owner, alone: receives === 'alone' });
  const received = createInbox({
    contexts,
    clock,
    logger,
    newReference: options.newReference,
    owner,
    order,
    ...(options.hasBudgets && { budgets: createBudgets({ settings: () => autocommit.community.settings(), clock }) }),
  });
  const inbox = wakingAfter(homes.after(received), runner);
  const inTurns = [...adapters.values()].filter(({ receivesAlone }) => receivesAlone && receives === 'turns');
  const others = [...adapters.values()].filter((adapter) => !inTurns.includes(adapter));
  const keeper = createGatewayKeeper({ adapters: inTurns, leases: store.autocommit.leases, inbox, clock, logger, owner });
  const needs = createNeedsKeeper({
    adapters: [...adapters.values()],
    needs: async () => namesOf(features.needs(await autocommit.community.settings())),
    undo: (refused) => undoNeeds(autocommit, refused),
    logger,
  });
  const recovery = createRecovery({
    contexts,
    adapters,
    clock,
    logger,
    owner,
    alone: receives === 'alone',
    receives: (platform) => (inTurns.some((adapter) => adapter.platform === platform) ? keeper.receives(platform) : receives !== 'no'),
    order,
    working: received.working,
  });
  const started: (() => Promise<void>)[] = [];

  return {
    inbox,
    runner,
    contexts,
    recovery,
    needs,
    features,
    jobs,
    platforms: () => Object.fromEntries([...adapters].map(([platform, adapter]) => [platform, adapter.connected()])),
    lines: () =>
      Object.fromEntries(
        [...adapters].flatMap(([platform, adapter]) =>
          Object.entries(adapter.lines?.() ?? {}).map(([line, works]): [string, boolean] => [`${platform}:${line}`, works]),
        ),
      ),
    async settled() {
      await Promise.all([problems.settled(), received.settled()]);
    },
    prepare: () =>
      contexts.transaction(async (context) => {
        for (const { plan } of features.all) await plan?.(context);
      }),
    async start() {
      await needs.prepare();
      const connected = Promise.all([
        keeper.start(),
        ...others.map((adapter) => (receives === 'no' ? adapter.open() : adapter.start(inbox))),
      ]);
      await connectedOrAway(connected, logger);
      for (const { start } of features.all) {
        const stop = await start?.(autocommit);
        if (stop) started.push(stop);
      }
      needs.start();
      if (receives !== 'no') recovery.start();
      await runner.start();
    },
    async stop() {
      needs.stop();
      await runner.stop(STOP_GRACE_MS);
      await recovery.stop();
      for (const stop of started.splice(0)) await stop();
      const stopped = Promise.all([keeper.stop(), ...others.map((adapter) => adapter.stop())]);
      await withinReal(PLATFORMS_GRACE_MS, stopped, 'the platforms do not let go').catch((error: unknown) =>
        logger.warn({ error }, 'a platform did not end in time'),
      );
      await problems.settled();
      await received.settled();
      await recovery.release().catch((error: unknown) => logger.warn({ error }, 'unfinished events could not be handed over'));
    },
  };
}

/**
 * Waits until all platforms are connected, but not for one that is away: it connects when it is back, and until then the process
 * is not ready. Throws what a platform throws that can never be reached so, if that is known in time.
 */
async function connectedOrAway(connected: Promise<unknown>, logger: Logger): Promise<void> {
  let waiting = true;
  connected.catch((error: unknown) => {
    if (!waiting) logger.error({ error }, 'a platform could not be started');
  });
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, CONNECT_LIMIT_MS);
  });
  await Promise.race([connected, limit]);
  clearTimeout(timer);
  waiting = false;
}

/** A person's event may have planned work for now, so the runner looks at once instead of at its next interval. */
function wakingAfter(inbox: Inbox, runner: AgendaRunner): Inbox {
  const waking =
    <E, R>(handle: (event: E) => Promise<R>) =>
    async (event: E): Promise<R> => {
      const result = await handle(event);
      runner.wake();
      return result;
    };
  return {
    ...inbox,
    command: waking(inbox.command),
    action: waking(inbox.action),
    form: waking(inbox.form),
    message: waking(inbox.message),
    thread: waking(inbox.thread),
    joined: waking(inbox.joined),
    left: waking(inbox.left),
  };
}
