import type { Hono } from 'hono';
import { createWebAdapter, type Timeline, type WebAccess, type WebAdapter } from '../../adapters/web/index.js';
import { type App, createApp } from '../app.js';
import { createCompute } from '../compute/host.js';
import type { Environment } from '../config/environment.js';
import type { Clock } from '../core/time.js';
import type { FeatureSet } from '../feature-api/index.js';
import { createFileTools } from '../files/index.js';
import { registerAgendaGauges } from '../http/agenda-gauges.js';
import { createDashboard } from '../http/dashboard.js';
import { createHealthRoutes, createMetricsRoutes } from '../http/health.js';
import { createMetrics } from '../http/metrics.js';
import { originsOf } from '../http/origins.js';
import { createPageRoutes } from '../http/pages.js';
import { type HttpServer, startHttp } from '../http/server.js';
import { createLinkChecks } from '../links/check.js';
import { linksOff } from '../links/off.js';
import type { BlobStore } from '../ports/blobs.js';
import type { Inbox } from '../ports/chat.js';
import type { Compute } from '../ports/compute.js';
import type { FileTools } from '../ports/files.js';
import type { Logger } from '../ports/logger.js';
import type { AgendaRunner } from '../ports/runner.js';
import { appParts } from './app-parts.js';
import { createBlobs } from './blobs.js';
import { type Engine, embeddedEngine, type Role } from './engine.js';
import { createMail } from './mail.js';
import type { OpenStore } from './open-store.js';
import type { PlatformFactory } from './platforms.js';

/** The space of the browser chat outside the demo. */
export const WEB_SPACE = 'local';

/** What an extension (the demo) gets. The app is created later, so its parts are functions. */
export interface ExtensionParts {
  readonly runner: () => AgendaRunner;
  readonly inbox: () => Inbox;
  readonly origins: () => readonly string[];
  readonly logger: Logger;
  readonly onMoved: () => void;
}

export interface ServeOptions {
  readonly environment: Environment;
  readonly opened: OpenStore;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The browser chat, if it is wanted. */
  readonly web?: { readonly space: string; readonly access: WebAccess };
  readonly platforms?: readonly PlatformFactory[];
  /** What runs the agenda; by default this process alone. */
  readonly engine?: Engine;
  readonly role?: Role;
  /** By default those of the program; the tables of others must be in the store already. */
  readonly features?: FeatureSet;
  /** Where the bytes of files are; by default where the environment says. */
  readonly blobs?: BlobStore;
  /** What looks at files of people; by default as the environment says. */
  readonly files?: FileTools;
  /** Where long computations run; by default in the built worker. */
  readonly compute?: Compute;
  /** Whether the settings limit what one person may do within a while; true by default, false in tests whose clock does not move. */
  readonly hasBudgets?: boolean;
  readonly extend?: (parts: ExtensionParts) => { readonly timeline: Timeline; readonly routes: Hono };
}

export interface Served {
  readonly url: string;
  readonly app: App;
  /** What its web server answers, as `POST /api/messages`. */
  readonly routes: readonly string[];
  stop(): Promise<void>;
}

/** Creates the bot with its platforms and HTTP routes, and starts it. Throws a `SetupError` if the configuration does not allow it. */
export async function serve({
  environment,
  opened,
  clock,
  logger,
  web,
  platforms = [],
  engine = embeddedEngine(),
  role = 'all',
  features,
  compute = createCompute(),
  blobs = createBlobs(environment),
  files = createFileTools({ clamd: environment.CLAMD, maxMb: environment.UPLOAD_MAX_MB }),
  hasBudgets = true,
  extend,
}: ServeOptions): Promise<Served> {
  const { store, database } = opened;
  const { mode, pace, createRunner } = engine;
  const lock = await database.lockRun(mode);
  const { metrics, registry } = createMetrics();
  registerAgendaGauges(registry, store, clock);
  if (database.pool) metrics.watchPool(database.pool);
  let started = false;
  let port = environment.HTTP_PORT;
  const origins = () => originsOf(environment, port);

  // The demo's panel and the app's web adapter need each other, so each gets the other through a function.
  const made: { app?: App; web?: WebAdapter } = {};
  const appMade = (): App => {
    if (!made.app) throw new Error('asked for the app before it was made');
    return made.app;
  };
  const extension = extend?.({
    runner: () => appMade().runner,
    inbox: () => appMade().inbox,
    origins,
    logger,
    onMoved: () => made.web?.timeMoved(),
  });
  const platformRoutes: Hono[] = [];
  const parts = appParts(environment);
  const app = createApp({
    ...parts,
    publicUrl: () => environment.HTTP_PUBLIC_URL ?? (extension && origins().at(-1)),
    ...(web?.access.type === 'sessions' && { chatUrl: () => environment.HTTP_PUBLIC_URL ?? origins().at(-1) }),
    mail: createMail(environment),
    ...(features && { features }),
    compute,
    blobs,
    files,
    // Neither the demo nor a clock that is moved asks other people's servers.
    linkChecks: environment.LINK_CHECKS === '1' && !extend && environment.MUDHIF_TIME_MACHINE === '0' ? createLinkChecks() : linksOff,
    hasBudgets,
    store,
    clock,
    logger,
    metrics,
    createRunner,
    receives: role === 'worker' ? 'no' : mode === 'shared' ? 'turns' : 'alone',
    createAdapters: (parts) => {
      const connected = platforms.map((create) => create({ ...parts, store, logger, pace }));
      platformRoutes.push(...connected.flatMap(({ routes }) => (routes ? [routes] : [])));
      if (web) {
        const panel = extension && { timeline: extension.timeline };
        made.web = createWebAdapter({
          ...parts,
          ...web,
          store,
          clock,
          logger,
          origins,
          othersWrite: mode === 'shared',
          uploadMb: environment.UPLOAD_MAX_MB,
          ...panel,
        });
      }
      return [...(made.web ? [made.web] : []), ...connected.map(({ adapter }) => adapter)];
    },
  });
  made.app = app;

  const stop = async () => {
    started = false;
    await app.stop();
    await http?.close();
    await metricsServer?.close();
    await compute.close();
    await pace.close();
    await store.close();
    await lock.release();
  };
  const health = createHealthRoutes({
    store,
    origins,
    platforms: () => app.platforms(),
    lines: () => app.lines(),
    isStarted: () => started,
  });
  const hasDashboard = mode === 'shared' && role !== 'worker';
  const hasSignIn = web?.access.type === 'sessions';
  const routes = [
    health,
    ...platformRoutes,
    ...(role === 'worker'
      ? []
      : [createPageRoutes({ features: app.features, contexts: app.contexts, origins, clock, logger, newReference: parts.newReference })]),
    ...(hasDashboard
      ? [
          createDashboard({
            store,
            people: app.contexts.autocommit.people,
            clock,
            space: web?.space ?? WEB_SPACE,
            queues: engine.queues,
            origins,
            hasSignIn,
          }),
        ]
      : []),
    ...(extension ? [extension.routes] : []),
    ...(made.web && role !== 'worker' ? [made.web.app] : []),
  ];
  let http: HttpServer | undefined;
  let metricsServer: HttpServer | undefined;
  try {
    await app.prepare();
    http = await startHttp({ host: environment.HTTP_HOST, port: environment.HTTP_PORT, routes, logger });
    port = http.port;
    if (environment.METRICS_PORT !== undefined) {
      metricsServer = await startHttp({
        host: '127.0.0.1',
        port: environment.METRICS_PORT,
        routes: [createMetricsRoutes(registry)],
        logger,
      });
    }
    await app.start();
    started = true;
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: environment.HTTP_PUBLIC_URL ?? http.url, app, routes: http.routes, stop };
}
