import { InputError, NotFoundError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import type { Attachment } from '../../core/message.js';
import type { Clock } from '../../core/time.js';
import { phrase } from '../../language/index.js';
import type { Store } from '../../ports/store.js';
import { IMPORT_KIND, type ImportResult, type MembersService, progressKey } from '../members/service.js';

/** What platforms carry in one file. */
const UPLOAD_MAX = 10 * 1024 * 1024;

/** The import in chat: a dry run at once, the real one from the agenda once it is confirmed. */
export function createChatImport({
  store,
  clock,
  members,
}: {
  readonly store: Store;
  readonly clock: Clock;
  readonly members: MembersService;
}) {
  const keyOf = (draft: string) => `${IMPORT_KIND}:${draft}`;
  return {
    /** Throws an `InputError` when the file can't be read or is too large. */
    async dryRun(actor: MemberId, file: Attachment): Promise<{ readonly draft: string; readonly result: ImportResult }> {
      if (file.bytes.byteLength > UPLOAD_MAX) throw new InputError('file too large', phrase('community.error.file-large', { max: 10 }));
      const result = await members.importMembers(file.bytes, { dryRun: true, actor });
      return { draft: await members.drafts.save(actor, file.bytes), result };
    },

    /** Plans the import. A second click changes nothing. Throws a `NotFoundError` when the file is no longer there. */
    async apply(actor: MemberId, draft: string): Promise<void> {
      const key = keyOf(draft);
      if (!/^[\da-f-]{36}$/.test(draft) || (!(await members.drafts.find(actor, draft)) && !(await store.autocommit.agenda.find(key)))) {
        throw new NotFoundError('the draft is gone', phrase('community.import.gone'));
      }
      await store.transaction(async ({ agenda, deliveries }) => {
        const [payload, dueAt] = [{ draft, member: actor }, clock.now()];
        await agenda.plan({ key, kind: IMPORT_KIND, payload, dueAt });
        const to = { to: 'member', member: actor } as const;
        await deliveries.plan({ key: progressKey(draft), kind: 'members.import-progress', args: payload, to, dueAt });
      });
    },
  };
}
