import type { Hono } from 'hono';
import type { Timeline } from '../../adapters/web/index.js';
import type { MovableClock } from '../core/time.js';
import type { Inbox } from '../ports/chat.js';
import type { Logger } from '../ports/logger.js';
import type { People } from '../ports/people.js';
import type { AgendaRunner } from '../ports/runner.js';
import type { Store } from '../ports/store.js';
import type { IsUpkeep, ToldCount } from './agenda-view.js';
import { createClockKeeper } from './clock.js';
import { DEMO_PERSONAS } from './personas.js';
import { createResidents } from './residents/index.js';
import { createDemoRoutes } from './routes.js';
import { DEMO_SPACE } from './sample/members.js';
import { createTimeMachine, type TimeMachine } from './time-machine.js';
import { createTimeline, nextNotableAt, wasNoticed } from './timeline.js';

export { openDemoClock, presentOf } from './clock.js';
export { DEMO_PERSONAS, webPersonas } from './personas.js';
export { DEMO_SPACE } from './sample/members.js';
export { seedCommunity } from './sample/seed.js';

export interface DemoOptions {
  readonly store: Pick<Store, 'autocommit'>;
  readonly people: People;
  /** From `openDemoClock`. */
  readonly clock: MovableClock;
  readonly logger: Logger;
  /** The app's parts are made after the timeline that its web adapter needs, so they are asked for when they are used. */
  readonly runner: () => AgendaRunner;
  readonly inbox: () => Inbox;
  /** How many messages of a kind the timeline may tell of. */
  readonly toldCount: ToldCount;
  /** Which kinds of jobs the timeline leaves out. */
  readonly isUpkeep: IsUpkeep;
  /** Where the demo is served, for `/demo/clock`. */
  readonly origins: () => readonly string[];
  /** Whether the sample's residents act while time passes; they do unless told. */
  readonly residents?: boolean;
  /** While time moves and when it has: open pages look again. At most a few times a second. */
  readonly onMoved?: () => void;
}

export interface Demo {
  readonly timeMachine: TimeMachine;
  /** For the web adapter. */
  readonly timeline: Timeline;
  /** `GET` and `POST /demo/clock`. */
  readonly routes: Hono;
}

/** How often open pages are told that time moves, in milliseconds of real time. */
const TOLD_EVERY = 300;

/** What the demo has beside the app: a time machine with residents, its panel and its route. */
export function createDemo({
  store,
  people,
  clock,
  logger,
  runner,
  inbox,
  toldCount,
  isUpkeep,
  origins,
  residents = true,
  onMoved,
}: DemoOptions): Demo {
  const zone = async () => (await store.autocommit.community.settings()).timezone;
  const keeper = createClockKeeper(store, clock);
  let toldAt = 0;

  const timeMachine = createTimeMachine({
    clock,
    runner: { runDue: () => runner().runDue(), nextDue: () => runner().nextDue(), pauseWhile: (work) => runner().pauseWhile(work) },
    zone,
    ...(residents && {
      company: createResidents({ store, people, clock, inbox, logger, space: DEMO_SPACE, personas: DEMO_PERSONAS.map(({ user }) => user) }),
    }),
    nextNotable: () => nextNotableAt(store.autocommit, isUpkeep),
    wasNoticed: (from, to) => wasNoticed(store.autocommit, from, to),
    onStop: async (_now, arrived) => {
      await keeper.keep(arrived);
      if (!arrived && performance.now() - toldAt < TOLD_EVERY) return;
      toldAt = performance.now();
      onMoved?.();
    },
  });

  return {
    timeMachine,
    timeline: createTimeline({ read: store.autocommit, clock, timeMachine, toldCount, isUpkeep }),
    routes: createDemoRoutes({ timeMachine, clock, zone, logger, origins }),
  };
}
