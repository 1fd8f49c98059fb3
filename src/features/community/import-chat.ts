import { InputError, NotFoundError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import type { Attachment } from '../../core/message.js';
import type { Clock } from '../../core/time.js';
import { phrase } from '../../language/index.js';
import type { Store } from '../../ports/store.js';
import { IMPORT_KIND, type ImportResult, type MembersService } from '../members/service.js';

/** What platforms carry in one file, and what we hold in memory. */
const UPLOAD_MAX = 10 * 1024 * 1024;

export type ImportState = { readonly state: 'waiting' } | { readonly state: 'running'; readonly done: number } | { readonly state: 'over' };

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
      return { draft: members.drafts.save(actor, file.bytes), result };
    },

    /** Plans the import. A second click changes nothing. Throws a `NotFoundError` when the file is no longer there. */
    async apply(actor: MemberId, draft: string): Promise<void> {
      const key = keyOf(draft);
      if (!/^[\da-f-]{36}$/.test(draft) || (!members.drafts.find(actor, draft) && !(await store.read.agenda.find(key)))) {
        throw new NotFoundError('the draft is gone', phrase('community.import.gone'));
      }
      await store.transaction((repositories) =>
        repositories.agenda.plan({ key, kind: IMPORT_KIND, payload: { draft, member: actor }, dueAt: clock.now() }),
      );
    },

    async progress(actor: MemberId, draft: string): Promise<ImportState> {
      const done = members.drafts.doneOf(actor, draft);
      if (done !== undefined) return { state: 'running', done };
      return members.drafts.find(actor, draft) ? { state: 'waiting' } : { state: 'over' };
    },
  };
}
