import type { Actor } from '../../../core/access.js';
import { InputError, NotFoundError } from '../../../core/errors.js';
import { type Context, defineJob, type Job, wheneverPossible } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { allowMirroring, stopMirroring as stopCopies } from '../discussion/consent.js';
import { unshare } from '../discussion/copies.js';
import { reportKey } from '../keys.js';
import { ofContribution } from '../message-args.js';
import { FEATURE } from '../names.js';
import type { WhyHidden } from '../rules/hidden.js';
import { topicsStore } from '../store/index.js';
import type { ContributionId } from '../types.js';
import { type ReportView, viewReport } from './report.js';

/**
 * Hides a contribution: nothing shows its words from now on, and what stands on platforms is deleted at once. Throws a
 * `NotFoundError` for one that is gone, an `InputError` for one that is hidden.
 */
export async function hide(context: Context, actor: Actor, id: ContributionId, why: WhyHidden): Promise<ReportView> {
  const store = topicsStore(context.tx);
  if (!(await store.hide(id, { by: actor.id, ...why, at: context.now }))) throw hiddenAlready();
  await store.decideReports(id, 'hidden');
  await context.agenda.plan({
    key: `${FEATURE}:hide:${id}`,
    kind: hideEverywhere.kind,
    payload: { contribution: id },
    dueAt: context.now,
  });
  await note(context, actor, 'topics.hide', { contribution: id, hiddenReason: why.reason });
  return viewReport(context, id);
}

/** Deletes the copies of a hidden contribution, and itself where the platform lets the bot, and tells the organisers what remains. */
export const hideEverywhere: Job = defineJob(
  { kind: 'topics.marks.hide', class: 'normal', lateness: wheneverPossible, payload: ofContribution },
  async (context, { contribution: id }, { now }) => {
    const contribution = await topicsStore(context.tx).contribution(id);
    if (!contribution) return { type: 'dropped', reason: 'gone' };
    return {
      type: 'done',
      async effects(inside) {
        const { deliveries, platforms } = inside;
        await unshare(inside, id);
        if (platforms.mayRemove(contribution.message.conversation.platform)) await deliveries.removeMessage(contribution.message, now);
        await deliveries.refresh(reportKey(id), now);
      },
    };
  },
);

/** Leaves a reported contribution as it is. Throws an `InputError` if another organiser has hidden it. */
export async function leaveAsItIs(context: Context, actor: Actor, id: ContributionId): Promise<ReportView> {
  const store = topicsStore(context.tx);
  const { counts, isHidden } = await store.reportsOf(id);
  if (isHidden) throw hiddenAlready();
  if (counts.open > 0) {
    await store.decideReports(id, 'kept');
    await note(context, actor, 'topics.leave', { contribution: id });
    await context.deliveries.refresh(reportKey(id), context.now);
  }
  return viewReport(context, id);
}

/** Whether what the author writes is shown in other places. Throws a `NotFoundError` where the author is unknown. */
export async function stopMirroring(context: Context, actor: Actor, id: ContributionId, isStopped: boolean): Promise<ReportView> {
  const store = topicsStore(context.tx);
  const author = (await store.contribution(id))?.member;
  if (author === undefined || author === null) throw new NotFoundError('no author', phrase('topics-marks.error.no-author'));
  await (isStopped ? stopCopies(context, author) : allowMirroring(context, author));
  await note(context, actor, isStopped ? 'topics.stop-mirroring' : 'topics.mirror-again', { member: author });
  return viewReport(context, id);
}

const hiddenAlready = () => new InputError('hidden already', phrase('topics-marks.error.hidden-already'));

function note(context: Context, actor: Actor, action: string, details: Readonly<Record<string, number | string>>): Promise<void> {
  return context.audit.append({ at: context.now, actor: actor.id, action, details });
}
