import { localDateOf } from '../../../calendar/wall-clock.js';
import type { Language } from '../../../core/language.js';
import { type Lookup, lookups, mapLookup } from '../../../core/lookup.js';
import type { Settings } from '../../../core/settings.js';
import type { Context } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import type { Figure } from '../../../ports/metrics.js';
import { type Held, heldOf, overdueBefore } from '../rules/report.js';
import { topicsSection } from '../settings.js';
import { topicsStore } from '../store/index.js';
import { donorsSentence } from './cards/labels.js';

/** This year's topics against the quota; undefined before the first one. */
function heldThisYear({ tx, now }: Context, settings: Settings): Lookup<Held | undefined> {
  const today = localDateOf(now, settings.timezone);
  const year = Number(today.slice(0, 4));
  const { quota } = topicsSection.of(settings);
  return mapLookup(topicsStore(tx).heldYear(year), (read) =>
    read.since === null ? undefined : heldOf({ ...read, year, today, now, quota }),
  );
}

/** How many summaries were not written in time. */
function overdueCount({ tx, now }: Context, settings: Settings): Lookup<number> {
  const { summaryDays } = topicsSection.of(settings);
  return topicsStore(tx).missingSummariesCount(overdueBefore({ now, summaryDays }));
}

/** The sentence for donors; undefined before the first topic. */
export async function yearSentence(context: Context, language: Language): Promise<string | undefined> {
  const held = await context.tx.find(heldThisYear(context, await context.community.settings()));
  return held && donorsSentence(held, language);
}

/** How the topics of this year stand, in sentences. */
export async function standing(context: Context, language: Language): Promise<readonly string[]> {
  const settings = await context.community.settings();
  const { held, open, missing } = await context.tx.find(
    lookups({
      held: heldThisYear(context, settings),
      open: topicsStore(context.tx).openCount(),
      missing: overdueCount(context, settings),
    }),
  );
  if (!held) return [];
  const say = speaker(language);
  return [
    donorsSentence(held, language),
    ...(open > 0 ? [say.plain('topics-report.open', { count: open })] : []),
    ...(missing > 0 ? [say.plain('topics-closing.home.missing', { count: missing })] : []),
  ];
}

/** For metrics. */
export async function topicsFigures(context: Context): Promise<readonly Figure[]> {
  const settings = await context.community.settings();
  const store = topicsStore(context.tx);
  const { held, open, missing, contributions } = await context.tx.find(
    lookups({
      held: heldThisYear(context, settings),
      open: store.openCount(),
      missing: overdueCount(context, settings),
      contributions: store.contributionCount(),
    }),
  );
  return [
    { name: 'topics.open', value: open },
    { name: 'topics.summaries-overdue', value: missing },
    { name: 'topics.contributions', value: contributions },
    { name: 'topics.held-this-year', value: held?.held ?? 0 },
    { name: 'topics.due-this-year', value: held?.due ?? 0 },
  ];
}
