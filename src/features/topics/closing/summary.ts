import { type Actor, isAllowed } from '../../../core/access.js';
import { linksIn } from '../../../core/address.js';
import { AccessError, InputError } from '../../../core/errors.js';
import type { Language } from '../../../core/language.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { inThread, summaryKey } from '../keys.js';
import { asLines, joinLines, wholeLines } from '../rules/summary-lines.js';
import { type TopicRecord, topicsStore } from '../store/index.js';
import { MARKS, type Mark, type Summary, type SummaryText, type TopicId } from '../types.js';
import { askedKey } from './ask-summary.js';
import { requireRecord } from './find-topic.js';
import type { ReadSummary } from './ids.js';
import { LINES_MAX, RESOURCES_MAX } from './limits.js';
import { markedWords } from './marked.js';
import { planReviews } from './review.js';

/** A topic whose summary can be written. */
export interface Writable extends TopicRecord {
  readonly summary: Summary;
}

/** What the writer of a summary sees: as it is so far, and what members marked. */
export interface WriterView extends Writable {
  readonly marked: Readonly<Record<Mark, readonly string[]>>;
  /** The community's. */
  readonly languages: readonly Language[];
}

/** The summary of a topic, for who may write it. Throws a `NotFoundError`, an `InputError` before the closing, an `AccessError`. */
export async function writable(context: Context, actor: Actor, id: TopicId): Promise<Writable> {
  const record = await requireRecord(context, id);
  const { summary } = record;
  if (summary === undefined) throw new InputError('not closed yet', phrase('topics-closing.error.not-closed-yet'));
  if (!(await mayWrite(context, actor, { ...record, summary }))) {
    throw new AccessError('was not asked for it', phrase('topics-closing.error.not-asked'));
  }
  return { ...record, summary };
}

/** Organisers, who facilitated, and whoever was asked in this closing or wrote it before. */
export async function mayWrite(context: Context, actor: Actor, { topic, summary }: Writable): Promise<boolean> {
  if (isAllowed(actor, 'organiser')) return true;
  if ([topic.facilitator, topic.shadow, summary.asked, summary.writtenBy].includes(actor.id)) return true;
  return (await context.deliveries.find(askedKey(topic, actor.id))) !== undefined;
}

/** The summary of a topic as its writer sees it; throws what `writable` throws. */
export async function viewForWriter(context: Context, actor: Actor, id: TopicId): Promise<WriterView> {
  const { languages } = await context.community.settings();
  return { ...(await writable(context, actor, id)), marked: await markedWords(context, id), languages };
}

/** What the form shows: what is written so far, or what members marked where nothing is. */
export function prefilled({ topic, summary, marked }: WriterView): Omit<SummaryText, 'language'> {
  const { lessons, challenges, resources, version } = summary;
  if (version > 1 || lessons.length + challenges.length + resources.length > 0) return summary;
  return {
    lessons: asLines(marked.lesson, LINES_MAX),
    challenges: asLines(marked.challenge, LINES_MAX),
    resources: wholeLines([...topic.resources, ...linksOf(marked)], RESOURCES_MAX),
  };
}

/** The links in what is marked. */
const linksOf = (marked: WriterView['marked']): readonly string[] => MARKS.flatMap((mark) => marked[mark].flatMap(linksIn));

/**
 * Saves what was filled in. If somebody else has written meanwhile, both stay. Returns whether that was so. A posted summary is
 * edited where it stands.
 */
export async function saveSummary(
  context: Context,
  actor: Actor,
  { topic: id, version }: ReadSummary,
  text: SummaryText,
): Promise<{ readonly view: WriterView; readonly joined: boolean }> {
  const { topic, summary } = await writable(context, actor, id);
  const joined = summary.version !== version;
  const saved: SummaryText = joined
    ? {
        language: text.language,
        lessons: joinLines(summary.lessons, text.lessons),
        challenges: joinLines(summary.challenges, text.challenges),
        resources: joinLines(summary.resources, text.resources),
      }
    : text;
  await write(context, { ...summary, ...saved });
  if (summary.state === 'written') await context.deliveries.refresh(summaryKey(topic), context.now);
  return { view: await viewForWriter(context, actor, id), joined };
}

/** Writes a summary that was read in this transaction; throws an `InputError` if somebody else has been faster. */
export async function write(context: Context, { topic, version, ...text }: Summary): Promise<void> {
  if (!(await topicsStore(context.tx).saveSummary(topic, text, version))) throw changedMeanwhile();
}

/** Posts a summary in the topic's threads. Posting again changes nothing. Throws an `InputError` for an empty or an outdated one. */
export async function postSummary(context: Context, actor: Actor, { topic: id, version }: ReadSummary): Promise<Writable> {
  const record = await writable(context, actor, id);
  const { topic, summary, recommendations } = record;
  if (topic.state !== 'closed') throw new InputError('open again', phrase('topics-closing.error.open-again'));
  if (summary.state === 'written') return record;
  if (summary.version !== version) throw changedMeanwhile();
  if (summary.lessons.length + summary.challenges.length + recommendations.length === 0) {
    throw new InputError('an empty summary', phrase('topics-closing.error.empty'));
  }
  // If two people post at once, the second one finds another version.
  await write(context, summary);
  await topicsStore(context.tx).setWritten(id, { by: actor.id, at: context.now });
  await context.deliveries.plan({
    key: summaryKey(topic),
    kind: 'topics.closing.summary',
    args: { topic: id },
    to: inThread(topic),
    dueAt: context.now,
  });
  await planReviews(context, recommendations);
  await context.audit.append({ at: context.now, actor: actor.id, action: 'topics.summary', details: { topic: id } });
  return { ...record, summary: { ...summary, version: version + 1, state: 'written', writtenBy: actor.id, writtenAt: context.now } };
}

function changedMeanwhile(): InputError {
  return new InputError('changed meanwhile', phrase('topics-closing.error.changed'));
}
