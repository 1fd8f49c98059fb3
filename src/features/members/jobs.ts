import { z } from 'zod';
import type { MemberId } from '../../core/ids.js';
import { defineJob, type Job } from '../../core/job.js';
import type { Repositories } from '../../ports/store.js';
import { IMPORT_KIND, progressKey } from './import/kind.js';
import type { ImportResult } from './import/run.js';
import type { MembersService } from './service.js';

/** Ids only, under the names by which erasing finds them; the file itself waits in the store. */
const payload = z.object({
  draft: z.uuid(),
  member: z
    .int()
    .positive()
    .transform((id) => id as MemberId),
});

/** Work of the members feature that takes longer than an answer may. */
export function membersJobs(service: MembersService): readonly Job<Repositories>[] {
  return [
    /**
     * Takes a confirmed CSV; killed on the way, it begins again, and what it took already stays as it is. If the file is
     * gone (it is more than a day old, or names somebody who was erased), the organiser hears of it and uploads it again.
     */
    defineJob<Repositories, z.infer<typeof payload>>({
      kind: IMPORT_KIND,
      class: 'heavy',
      lateness: { policy: 'run' },
      payload,
      async run({ draft, member: organiser }, { now }) {
        const bytes = await service.drafts.bytes(organiser, draft);
        const result =
          bytes &&
          (await service.importMembers(bytes, {
            dryRun: false,
            actor: organiser,
            onProgress: (done, total) => service.drafts.progress(draft, { done, total }),
          }));
        return {
          type: 'done',
          effects: async (repositories) => {
            await repositories.deliveries.plan({
              key: `members:imported:${draft}`,
              kind: 'members.imported',
              args: result ? summary(result) : { lost: true },
              to: { to: 'member', member: organiser },
              dueAt: now,
            });
            await repositories.importDrafts.remove(draft);
            await repositories.deliveries.refresh(progressKey(draft), now);
          },
        };
      },
    }),
  ];
}

function summary({ counts, organisationsCreated }: ImportResult) {
  return { ...counts, organisations: organisationsCreated };
}
