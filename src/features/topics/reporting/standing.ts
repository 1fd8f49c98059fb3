import { localDateOf } from '../../../calendar/wall-clock.js';
import type { Language } from '../../../core/language.js';
import type { Context } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import type { Figure } from '../../../ports/metrics.js';
import { missingSummaries } from '../closing/overdue.js';
import { type Held, heldOf } from '../rules/report.js';
import { topicsSection } from '../settings.js';
import { topicsStore } from '../store/index.js';
import { donorsSentence } from './cards/labels.js';

/** This year's topics against the quota; undefined before the first one. */
async function heldThisYear(context: Context): Promise<Held | undefined> {
  const settings = await context.community.settings();
  const today = localDateOf(context.now, settings.timezone);
  const year = Number(today.slice(0, 4));
  const read = await topicsStore(context.tx).heldYear(year);
  return read.since === null ? undefined : heldOf({ ...read, year, today, now: context.now, quota: topicsSection.of(settings).quota });
}

/** The sentence for donors; undefined before the first topic. */
export async function yearSentence(context: Context, language: Language): Promise<string | undefined> {
  const held = await heldThisYear(context);
  return held && donorsSentence(held, language);
}

/** How the topics of this year stand, in sentences. */
export async function standing(context: Context, language: Language): Promise<readonly string[]> {
  const sentence = await yearSentence(context, language);
  if (sentence === undefined) return [];
  const { open } = await topicsStore(context.tx).counts();
  const missing = (await missingSummaries(context)).length;
  const say = speaker(language);
  return [
    sentence,
    ...(open > 0 ? [say.plain('topics-report.open', { count: open })] : []),
    ...(missing > 0 ? [say.plain('topics-closing.home.missing', { count: missing })] : []),
  ];
}

/** For metrics. */
export async function topicsFigures(context: Context): Promise<readonly Figure[]> {
  const { open, contributions } = await topicsStore(context.tx).counts();
  const held = await heldThisYear(context);
  return [
    { name: 'topics.open', value: open },
    { name: 'topics.summaries-overdue', value: (await missingSummaries(context)).length },
    { name: 'topics.contributions', value: contributions },
    { name: 'topics.held-this-year', value: held?.held ?? 0 },
    { name: 'topics.due-this-year', value: held?.due ?? 0 },
  ];
}
