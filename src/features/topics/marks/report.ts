import type { Actor } from '../../../core/access.js';
import type { MemberId } from '../../../core/ids.js';
import { type Context, tellChannel } from '../../../feature-api/index.js';
import { findMembers, ORGANISERS } from '../../members/public.js';
import { nextReportKey, reportKey } from '../keys.js';
import type { WhyHidden } from '../rules/hidden.js';
import { topicsStore } from '../store/index.js';
import { type Contribution, type ContributionId, type ReportState, type Topic } from '../types.js';
import { readable } from './find.js';
import { contributionGone } from './ids.js';

/** What organisers see of a reported contribution. Who reported it is not there. */
export interface ReportView {
  readonly contribution: Contribution;
  readonly topic: Topic;
  readonly author: string | undefined;
  readonly state: ReportState;
  readonly reports: number;
  /** The author's words are not shown in other places. */
  readonly isStopped: boolean;
  readonly hidden: Hidden | undefined;
}

interface Hidden {
  readonly by: string | undefined;
  readonly why: WhyHidden;
  /** The platform does not let the bot delete the message itself. */
  readonly byHand: boolean;
}

/** Tells the organisers about a contribution. Throws a `NotFoundError` for one that is gone or hidden. */
export async function report(context: Context, actor: Actor, id: ContributionId): Promise<void> {
  await readable(context, id);
  const store = topicsStore(context.tx);
  // A second report by the same member changes nothing.
  if (!(await store.addReport(id, actor.id, context.now))) return;
  const { counts } = await store.reportsOf(id);
  const key = reportKey(id);
  if (counts.open > 1) return context.deliveries.refresh(key, context.now);
  // Organisers hear of reports that come after their decision.
  const isAgain = (await context.deliveries.find(key)) !== undefined;
  await tellChannel(context, ORGANISERS, {
    key: isAgain ? nextReportKey(id, context.now) : key,
    kind: 'topics.marks.reported',
    args: { contribution: id },
  });
}

/** Removes a person who is about to be erased from the organisers' messages: as the author of what was reported, and as who hid it. */
export async function forgetInReports(context: Context, member: MemberId): Promise<void> {
  const reported = await topicsStore(context.tx).reportsNaming(member);
  await context.deliveries.refresh(reported.map(reportKey), context.now);
}

/** Throws a `NotFoundError` for a contribution whose topic was erased. */
export async function viewReport(context: Context, id: ContributionId): Promise<ReportView> {
  const store = topicsStore(context.tx);
  const contribution = await store.contribution(id);
  const topic = contribution && (await store.topic(contribution.topic));
  if (!contribution || !topic) throw contributionGone();
  const { member: author, message, hiddenAt } = contribution;
  const { counts, hiddenBy, why, isStopped } = await store.reportsOf(id);
  const people = [author, hiddenBy].filter((member) => member !== null);
  const names = new Map((people.length === 0 ? [] : await findMembers(context, people)).map((one) => [one.id, one.name]));
  const nameOf = (member: typeof author) => (member === null ? undefined : names.get(member));
  return {
    contribution,
    topic,
    author: nameOf(author),
    state: hiddenAt !== null ? 'hidden' : counts.open > 0 ? 'open' : 'kept',
    reports: counts.open + counts.hidden + counts.kept,
    isStopped,
    hidden:
      hiddenAt === null
        ? undefined
        : {
            by: nameOf(hiddenBy),
            why,
            byHand: !context.platforms.mayRemove(message.conversation.platform),
          },
  };
}
