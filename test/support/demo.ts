import { createWebAdapter, type WebAdapter } from '../../adapters/web/index.js';
import { type App, createApp } from '../../src/app.js';
import { createInlineCompute } from '../../src/compute/host.js';
import { createMovableClock, type MovableClock, toInstant } from '../../src/core/time.js';
import { createDemo, DEMO_SPACE, type Demo, seedCommunity, webPersonas } from '../../src/demo/index.js';
import { features } from '../../src/features/index.js';
import { createTestLogger } from './logger.js';
import { openTestStore, type TestStore } from './store.js';

export interface DemoWorld {
  readonly store: TestStore;
  readonly clock: MovableClock;
  readonly app: App;
  readonly web: WebAdapter;
  readonly demo: Demo;
  readonly logger: ReturnType<typeof createTestLogger>;
  /** Lets whole days pass. */
  days(count: number): Promise<void>;
  stop(): Promise<void>;
}

export const DEMO_START = '2026-11-22T09:00:00+03:00';

/** Lets all but the first `count` of those who drink coffee leave, so that a test is done sooner. */
export async function keepEnrolled({ autocommit: read }: Pick<TestStore, 'autocommit'>, count: number): Promise<void> {
  const enrolled = (await read.coffee.enrolments()).filter(({ state }) => state === 'in');
  for (const enrolment of enrolled.slice(count)) await read.coffee.saveEnrolment({ ...enrolment, state: 'left' });
}

/** The demo as it is started, in one process: the sample, the whole app, the web chat, residents and the time machine. Real time stands still. */
export async function createDemoWorld(
  options: {
    readonly store?: TestStore;
    readonly start?: number;
    readonly enrolled?: number;
    /** Where it is served, for a test in a browser. */
    readonly origins?: () => readonly string[];
    readonly pageFolder?: string;
    readonly residents?: boolean;
  } = {},
): Promise<DemoWorld> {
  const store = options.store ?? (await openTestStore());
  const clock = createMovableClock(toInstant(options.start ?? toInstant(Date.parse(DEMO_START))), { now: () => toInstant(0) });
  const logger = createTestLogger();
  const contexts = store.contexts({ clock, logger });
  await seedCommunity(contexts);
  if (options.enrolled !== undefined) await keepEnrolled(store, options.enrolled);
  const made: { app?: App; web?: WebAdapter } = {};
  const appMade = (): App => {
    if (!made.app) throw new Error('no app yet');
    return made.app;
  };
  const origins = options.origins ?? (() => ['http://127.0.0.1']);
  const demo = createDemo({
    store: store.engines,
    people: contexts.autocommit.people,
    clock,
    logger,
    origins,
    toldCount: contexts.autocommit.features.toldCount,
    isUpkeep: contexts.autocommit.features.isUpkeep,
    runner: () => appMade().runner,
    inbox: () => appMade().inbox,
    onMoved: () => made.web?.timeMoved(),
    ...(options.residents !== undefined && { residents: options.residents }),
  });
  let seed = 1;
  const app = createApp({
    store: store.engines,
    features,
    clock,
    logger,
    organisers: [],
    owner: 'test',
    compute: createInlineCompute(),
    newReference: () => 'REF',
    random: () => seed++,
    createAdapters: (parts) => {
      made.web = createWebAdapter({
        ...parts,
        store: store.engines,
        clock,
        logger,
        access: { type: 'personas', personas: webPersonas() },
        space: DEMO_SPACE,
        origins,
        timeline: demo.timeline,
        ...(options.pageFolder !== undefined && { pageFolder: options.pageFolder }),
      });
      return [made.web];
    },
  });
  made.app = app;
  await app.prepare();
  const { web } = made;
  if (!web) throw new Error('no web adapter');
  await web.start(app.inbox);
  return {
    store,
    clock,
    app,
    web,
    demo,
    logger,
    async days(count) {
      await demo.timeMachine.travel({ by: { years: 0, months: 0, days: count, milliseconds: 0 } });
    },
    async stop() {
      await web.stop();
      if (!options.store) await store.close();
    },
  };
}
