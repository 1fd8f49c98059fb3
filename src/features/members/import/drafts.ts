import type { MemberId } from '../../../core/ids.js';
import { type Clock, type Instant, MINUTE } from '../../../core/time.js';

/** Files that wait between a dry run and its confirmation. They hold personal data, so they stay in memory and go soon. */
export interface ImportDrafts {
  save(owner: MemberId, bytes: Uint8Array): string;
  /** Only for who uploaded it, and for half an hour. */
  find(owner: MemberId, id: string): Uint8Array | undefined;
  remove(id: string): void;
  /** Notes how many lines are done. */
  progress(id: string, done: number): void;
  /** Lines done so far; undefined when the import has not begun, is over or was lost. */
  doneOf(owner: MemberId, id: string): number | undefined;
}

const KEPT_FOR = 30 * MINUTE;
/** Drafts kept at once; the oldest goes. */
const DRAFTS_MAX = 10;

interface Draft {
  readonly owner: MemberId;
  readonly bytes: Uint8Array;
  readonly until: Instant;
  done: number | undefined;
}

export function createImportDrafts(clock: Clock): ImportDrafts {
  const drafts = new Map<string, Draft>();
  const dropOld = () => {
    for (const [id, draft] of drafts) if (draft.until <= clock.now() || drafts.size > DRAFTS_MAX) drafts.delete(id);
  };
  const own = (owner: MemberId, id: string): Draft | undefined => {
    dropOld();
    const draft = drafts.get(id);
    return draft?.owner === owner ? draft : undefined;
  };
  return {
    save(owner, bytes) {
      const id = crypto.randomUUID();
      drafts.set(id, { owner, bytes, until: clock.now() + KEPT_FOR, done: undefined });
      dropOld();
      return id;
    },
    find: (owner, id) => own(owner, id)?.bytes,
    remove: (id) => void drafts.delete(id),
    progress(id, done) {
      const draft = drafts.get(id);
      if (draft) draft.done = done;
    },
    doneOf: (owner, id) => own(owner, id)?.done,
  };
}
