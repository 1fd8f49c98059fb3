import { z } from 'zod';
import type { MemberId } from '../../core/ids.js';
import { defineJob, type Job } from '../../core/job.js';
import { HOUR } from '../../core/time.js';
import type { Repositories } from '../../ports/store.js';
import { IMPORT_KIND } from './import/kind.js';
import type { ImportResult } from './import/run.js';
import type { MembersService } from './service.js';

/** Ids only, under the names by which erasing finds them; the file itself waits in memory. */
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
    /** Takes a confirmed CSV. After a restart the file is gone; the organiser hears of it and uploads it again, which does no harm. */
    defineJob<Repositories, z.infer<typeof payload>>({
      kind: IMPORT_KIND,
      class: 'heavy',
      lateness: { policy: 'drop', afterMs: HOUR },
      payload,
      async run({ draft, member: organiser }, { now }) {
        const bytes = service.drafts.find(organiser, draft);
        const result =
          bytes &&
          (await service.importMembers(bytes, {
            dryRun: false,
            actor: organiser,
            onProgress: (done) => service.drafts.progress(draft, done),
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
            service.drafts.remove(draft);
          },
        };
      },
    }),
  ];
}

function summary({ counts, organisationsCreated }: ImportResult) {
  return { ...counts, organisations: organisationsCreated };
}
