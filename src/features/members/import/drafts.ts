import type { MemberId } from '../../../core/ids.js';
import { LIFETIMES } from '../../../core/lifetimes.js';
import { type Clock, type Instant, SECOND } from '../../../core/time.js';
import type { ImportDraft } from '../../../ports/members.js';
import type { Store } from '../../../ports/store.js';
import { progressKey } from './kind.js';

/** So often, at most, the message that shows how far an import is changes. */
const SHOWN_EVERY = SECOND;

/** Files that wait between a dry run and its confirmation: for a day, and only for who uploaded them. */
export function createImportDrafts({ store, clock }: { readonly store: Store; readonly clock: Clock }) {
  const { importDrafts } = store.autocommit;
  let shownAt: Instant = Number.NEGATIVE_INFINITY;

  const find = async (owner: MemberId, id: string): Promise<ImportDraft | undefined> => {
    const draft = await importDrafts.find(id);
    return draft?.owner === owner && draft.savedAt > clock.now() - LIFETIMES.importDraft ? draft : undefined;
  };
  return {
    find,
    async save(owner: MemberId, bytes: Uint8Array): Promise<string> {
      const id = crypto.randomUUID();
      await importDrafts.save({ id, owner, savedAt: clock.now(), bytes });
      return id;
    },
    async bytes(owner: MemberId, id: string): Promise<Uint8Array | undefined> {
      return (await find(owner, id)) && importDrafts.bytes(id);
    },
    /** Notes how far it is, and has the message changed that shows it. */
    async progress(id: string, lines: NonNullable<ImportDraft['lines']>): Promise<void> {
      await importDrafts.progress(id, lines);
      const now = clock.now();
      if (Math.abs(now - shownAt) < SHOWN_EVERY) return;
      shownAt = now;
      await store.autocommit.deliveries.refresh(progressKey(id), now);
    },
  };
}
