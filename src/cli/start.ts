import { join } from 'node:path';
import { withinReal } from '../agenda/bullmq/within.js';
import type { Environment } from '../config/environment.js';
import { plain } from '../core/text.js';
import { systemClock } from '../core/time.js';
import { createDemo, DEMO_PERSONAS, DEMO_SPACE, openDemoClock, presentOf, seedCommunity, webPersonas } from '../demo/index.js';
import { countMembers } from '../demo/sample/members.js';
import { SAMPLE_PARTS } from '../demo/sample/parts.js';
import type { Context } from '../feature-api/index.js';
import { createLogger } from '../logging.js';
import type { Logger } from '../ports/logger.js';
import { createDemoBlobs } from './blobs.js';
import { chooseEngine, type Role } from './engine.js';
import { firstLink } from './first-link.js';
import { offlineContexts, openStore } from './open-store.js';
import type { Output } from './output.js';
import { OWN_NAME } from './own-name.js';
import { loadPlatforms } from './platforms.js';
import { type Served, serve, WEB_SPACE } from './serve.js';
import { demandTimeMachine } from './time-machine.js';

/**
 * Starts the bot on the platforms that have a token and, with `web`, in the browser chat. Resolves when it is asked to stop.
 *
 * @throws {SetupError} If the database can’t be used or the environment allows no such start.
 */
export async function startCommunity(
  environment: Environment,
  output: Output,
  { web, role }: { readonly web: boolean; readonly role: Role },
): Promise<number> {
  const signal = stopSignal();
  const hasTimeMachine = demandTimeMachine(environment, role);
  const platforms = await loadPlatforms(environment);
  const opened = await openStore(environment);
  const logger = createLogger(environment.LOG_LEVEL);
  const engine = await chooseEngine(environment, opened, { role, logger });
  const moved = hasTimeMachine ? await presentOf(opened.store.autocommit) : undefined;
  const clock = moved ?? systemClock;
  const served = await serve({
    environment,
    opened,
    clock,
    logger,
    platforms,
    engine,
    role,
    ...(web && { web: { space: WEB_SPACE, access: { type: 'sessions' } } }),
    ...(moved && {
      extend: (parts) =>
        createDemo({
          ...parts,
          ...partsOf(offlineContexts(opened.store, environment)),
          store: opened.store,
          clock: moved,
          residents: false,
        }),
    }),
  });
  output.line(output.say.plain(role === 'worker' ? 'cli.running.worker' : 'cli.running.web', { url: served.url }));
  const [organiser] = environment.ORGANISERS;
  const webOrganiser = environment.ORGANISERS.find(({ platform }) => platform === 'web');
  if (web && role !== 'worker' && webOrganiser) {
    const account = `web:${webOrganiser.user}`;
    const { people } = served.app.contexts.autocommit;
    // The link is printed and not logged, so that only the person at the terminal sees it.
    const link =
      output.isTerminal === true
        ? await firstLink({ store: opened.store, clock, people, user: webOrganiser.user, url: served.url })
        : undefined;
    if (link !== undefined) output.line(output.say.plain('cli.running.first-link', { account, link }));
    output.line(output.say.plain('cli.running.sign-in', { program: OWN_NAME, account }));
  }
  if (!organiser) output.line(output.say.plain('cli.running.no-organiser'));
  return untilStopped(signal, served, output, logger);
}

function partsOf({ autocommit: { people, features } }: ReturnType<typeof offlineContexts>) {
  return { people, toldCount: features.toldCount, isUpkeep: features.isUpkeep };
}

/**
 * Starts the demo: the same program with a sample community, personas and a movable clock, in its own database. `at` is the
 * first moment on the community's wall clock, `YYYY-MM-DDTHH:MM`.
 *
 * @throws {SetupError} If the database can’t be used or the environment allows no such start.
 */
export async function startDemo(environment: Environment, output: Output, { at }: { readonly at?: string } = {}): Promise<number> {
  const signal = stopSignal();
  const opened = await openDemoStore(environment);
  const clock = await openDemoClock(opened.store.autocommit, at === undefined ? {} : { at });
  const blobs = createDemoBlobs(environment);
  const contexts = offlineContexts(opened.store, environment, clock, blobs);
  await seedCommunity(contexts, { hasFiles: true });
  // The terminal shows the demo's address, so only warnings and errors are logged there.
  const logger = createLogger(environment.LOG_LEVEL === 'info' ? 'warn' : environment.LOG_LEVEL);
  const served = await serve({
    environment,
    opened,
    clock,
    logger,
    blobs,
    web: { space: DEMO_SPACE, access: { type: 'personas', personas: webPersonas() } },
    extend: (parts) => createDemo({ ...parts, ...partsOf(contexts), store: opened.store, clock }),
  });
  await sayDemo(output, contexts.autocommit, served.url);
  return untilStopped(signal, served, output, logger);
}

/**
 * Opens the demo’s own database.
 *
 * @throws {SetupError} If it can’t be used.
 */
export function openDemoStore(environment: Environment) {
  // The demo simulates months in seconds, so commits do not wait for the disk.
  return openStore(environment, `sqlite:${join(environment.DATA_DIR, 'demo.db')}`, 'process');
}

async function sayDemo({ say, line }: Output, context: Context, url: string): Promise<void> {
  const { organisations, members } = await countMembers(context);
  const name = (about: string) => DEMO_PERSONAS.find((persona) => persona.about === about)?.name ?? '';
  line(`\n  ${say.plain('cli.running.demo', { url })}\n`);
  line(`  ${say.plain('cli.running.demo-what', { organisations, members })}`);
  line(`  ${plain(say('cli.running.try'))}`);
  line(`   • ${say.plain('cli.running.try-newcomer', { name: name('demo.persona.newcomer') })}`);
  const hints = SAMPLE_PARTS.flatMap((part) => part.tryFirst(name('demo.persona.organiser')));
  for (const hint of hints) line(`   • ${plain(say.phrase(hint))}`);
  line(`\n  ${say.plain('cli.running.stop')}\n`);
}

/** Resolves at SIGINT or SIGTERM. Must be called before readiness is reported. A second signal ends the process at once. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

/** Ten seconds minus the time that the process needs to end. Work that takes longer is abandoned, and its leases expire. */
const STOP_LIMIT_MS = 9500;

async function untilStopped(signal: Promise<void>, served: Served, output: Output, logger: Logger): Promise<number> {
  await signal;
  output.line(output.say.plain('cli.stopping'));
  await withinReal(STOP_LIMIT_MS, served.stop(), 'not everything ended in time').catch((error: unknown) =>
    logger.warn({ error }, 'the stop was cut short'),
  );
  return 0;
}
