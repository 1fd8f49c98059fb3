import type { Language } from '../core/language.js';
import { type Clock, createMovableClock, type Instant, type MovableClock, systemClock, toInstant } from '../core/time.js';
import { presentOf } from '../demo/clock.js';
import { createTimeMachine } from '../demo/time-machine.js';
import type { Contexts } from '../feature-api/index.js';
import { formatInstant, speaker } from '../language/index.js';
import type { ChatAdapter, Inbox } from '../ports/chat.js';
import { PLATFORMS } from '../ports/identity.js';
import type { AgendaRunner } from '../ports/runner.js';
import type { Store } from '../ports/store.js';
import { createImaginedPeople } from './company.js';
import { copyDatabase } from './copy.js';
import { createRecordingAdapter, type Post } from './recorder.js';
import { createReport } from './report.js';

/** What a rehearsal needs of the app: `createApp` gives more. It is not started, only run step by step. */
export interface RehearsedApp {
  readonly inbox: Inbox;
  readonly contexts: Pick<Contexts, 'autocommit'>;
  readonly runner: Pick<AgendaRunner, 'runDue' | 'nextDue' | 'pauseWhile'>;
  /** Plans all that recurs. */
  prepare(): Promise<void>;
}

export interface RehearsalOptions {
  /** The database, `sqlite:PATH` or `postgres://…`; it is read, never written. */
  readonly url: string;
  readonly months: number;
  readonly language: Language;
  /** Puts the app together on the copy, with adapters that write down and send nothing. */
  readonly compose: (parts: {
    readonly store: Store;
    readonly clock: MovableClock;
    readonly adapters: readonly ChatAdapter[];
  }) => RehearsedApp | Promise<RehearsedApp>;
  /** Where the lines go. */
  readonly line: (text: string) => void;
  /** The present; a demo's database goes on from where its own clock stands. */
  readonly clock?: Clock;
}

/**
 * Runs the coming months on a copy and writes what the bot would do and when, one line each: the hour on the community's
 * clock, what, and to how many. Nothing is sent, the original stays as it is. Throws a `SetupError` for a missing database.
 */
export async function rehearse({ url, months, language, compose, line, clock: present = systemClock }: RehearsalOptions): Promise<void> {
  const copy = await copyDatabase(url);
  const { store } = copy;
  try {
    // Stands still between two moments, so that every line has its exact hour.
    const start = (await presentOf(store.autocommit, present)).now();
    const clock = createMovableClock(start, { now: () => toInstant(0) });
    await store.transaction((r) => r.agenda.releaseOwned(undefined));

    const posts: Post[] = [];
    const takePosts = (): readonly Post[] => posts.splice(0);
    const adapters = PLATFORMS.map((platform) => createRecordingAdapter(platform, (post) => posts.push(post)));
    const app = await compose({ store, clock, adapters });
    await app.prepare();

    const { timezone: zone, name: community } = await store.autocommit.community.settings();
    const report = createReport(store.autocommit, { zone, language, start, line, features: app.contexts.autocommit.features });
    const timeMachine = createTimeMachine({
      clock,
      runner: app.runner,
      zone: async () => zone,
      company: createImaginedPeople(app.contexts.autocommit, app.inbox, clock, takePosts),
      onStop: (now) => report.collect(now),
    });

    const say = speaker(language);
    const by = { years: 0, months, days: 0, milliseconds: 0 };
    const day = (instant: Instant) => formatInstant(instant, zone, language, 'long-date');
    line(say.plain('agenda.rehearsal.title', { community, from: day(start), months }));
    line(say.plain('agenda.rehearsal.assumption'));
    line('');
    const { now } = await timeMachine.travel({ by });
    await report.end(now);
    const { autocommit } = app.contexts;
    const standing = await autocommit.features.standing(autocommit, language);
    if (standing.length > 0) {
      line('');
      line(say.plain('agenda.rehearsal.standing', { day: day(now) }));
      for (const sentence of standing) line(sentence);
    }
  } finally {
    await copy.discard();
  }
}
