import { z } from 'zod';
import type { MemberId } from '../../core/ids.js';
import { between, DISTANT_PAST, SECOND } from '../../core/time.js';
import { type Context, defineJob, idSchema, type Job, wheneverPossible } from '../../feature-api/index.js';
import { LEAVE_KIND } from './ending.js';
import { tellOfQuestions } from './identity-questions.js';
import { draftBytes, IMPORT_KIND, importReader, progressKey } from './import/drafts.js';
import { type ImportResult, importMembers } from './import/run.js';
import { followLeaving } from './leaving.js';
import { accountsStore, importDraftsStore, membersStore } from './store/index.js';

/** Ids only, under the names by which an erasure finds them; the file itself is in the store. */
const payload = z.object({ draft: z.uuid(), member: idSchema<MemberId>() });

/** How often, at most, the message that shows how far an import is changes. */
const SHOWN_EVERY = SECOND;

/**
 * Takes a confirmed CSV. If the process ends on the way, it begins again, and what was taken already stays as it is. If the
 * file is gone (older than two hours, or somebody was erased), the organiser is told to upload it again.
 */
const importJob = defineJob(
  { kind: IMPORT_KIND, class: 'heavy', lateness: wheneverPossible, payload },
  async (context, { draft, member: organiser }, { now }) => {
    const to = await importReader(context, organiser);
    await context.deliveries.plan({
      key: progressKey(draft),
      kind: 'members.import-progress',
      args: { draft, member: organiser },
      to,
      dueAt: now,
    });
    const bytes = await draftBytes(context, organiser, draft);
    const options = { dryRun: false, actor: organiser, onProgress: showProgress(context, draft) };
    const result = bytes && (await importMembers(context, bytes, options));
    return {
      type: 'done',
      effects: async (inside) => {
        await inside.deliveries.plan({
          key: `members:imported:${draft}`,
          kind: 'members.imported',
          args: result ? summary(result) : { lost: true },
          to,
          dueAt: now,
        });
        await importDraftsStore(inside.tx).remove(draft);
        await inside.deliveries.refresh(progressKey(draft), now);
        if (result && result.counts.asked > 0) await tellOfQuestions(inside);
      },
    };
  },
);

/** Follows what an organiser ended, unless its owner is back by now. */
const leaveJob = defineJob(
  { kind: LEAVE_KIND, class: 'normal', lateness: wheneverPossible, payload: z.object({ member: idSchema<MemberId>() }) },
  async (_context, { member: id }) => ({
    type: 'done',
    effects: async (inside) => {
      const member = await membersStore(inside.tx).find(id);
      const isGone = member && (await accountsStore(inside.tx).of(id)).some(({ leftAt }) => leftAt !== null);
      if (isGone) await followLeaving(inside, member);
    },
  }),
);

export const membersJobs: readonly Job[] = [importJob, leaveJob];

/** Keeps how far an import is, and changes the message that shows it. */
function showProgress(context: Context, draft: string) {
  let shownAt = DISTANT_PAST;
  return async (done: number, total: number): Promise<void> => {
    await importDraftsStore(context.tx).progress(draft, { done, total });
    const { now } = context;
    if (Math.abs(between(shownAt, now)) < SHOWN_EVERY) return;
    shownAt = now;
    await context.deliveries.refresh(progressKey(draft), now);
  };
}

function summary({ counts, organisationsCreated }: ImportResult) {
  return { ...counts, organisations: organisationsCreated };
}
