import type { MemberId } from '../../../core/ids.js';
import type { Destination } from '../../../core/notification.js';
import { after } from '../../../core/time.js';
import { type Context, planExpiry } from '../../../feature-api/index.js';
import { ORGANISERS } from '../channels.js';
import { isReachedDirectly } from '../directs.js';
import { LIFETIMES } from '../lifetimes.js';
import { importDraftsStore } from '../store/index.js';
import type { ImportDraft } from '../types.js';

/** The agenda's kind of a confirmed import. */
export const IMPORT_KIND = 'members.import';

/** The key of the message that shows how far an import is. */
export function progressKey(draft: string): string {
  return `members:import-progress:${draft}`;
}

/** Keeps a file between its dry run and its confirmation, for two hours and for its owner only. Returns its id. */
export function saveDraft(context: Context, owner: MemberId, bytes: Uint8Array): Promise<string> {
  return context.atomically(async (inside) => {
    const id = crypto.randomUUID();
    const savedAt = inside.now;
    await importDraftsStore(inside.tx).save({ id, owner, savedAt, bytes });
    await planExpiry(inside, after(savedAt, LIFETIMES.importDraft));
    return id;
  });
}

export async function findDraft(context: Context, owner: MemberId, id: string): Promise<ImportDraft | undefined> {
  const draft = await importDraftsStore(context.tx).find(id);
  return draft?.owner === owner && draft.savedAt > after(context.now, -LIFETIMES.importDraft) ? draft : undefined;
}

/** The file of an import that waits for its owner’s confirmation; undefined if there is no such draft. */
export async function draftBytes(context: Context, owner: MemberId, id: string): Promise<Uint8Array | undefined> {
  return (await findDraft(context, owner, id)) && importDraftsStore(context.tx).bytes(id);
}

/**
 * Who reads how an import goes: the organiser, or the organisers' channel where the organiser has not asked to be written to. It
 * asks platforms, so it runs outside a transaction.
 */
export async function importReader(context: Context, organiser: MemberId): Promise<Extract<Destination, { to: 'member' | 'channel' }>> {
  const isInChannel = !(await isReachedDirectly(context, organiser)) && (await context.platforms.hasChannel(ORGANISERS));
  return isInChannel ? { to: 'channel', channel: ORGANISERS } : { to: 'member', member: organiser };
}

/** Plans the import of a draft. A second call changes nothing. False when the file no longer exists. */
export async function planImport(context: Context, owner: MemberId, draft: string): Promise<boolean> {
  const key = `${IMPORT_KIND}:${draft}`;
  if (!/^[\da-f-]{36}$/.test(draft)) return false;
  if (!(await findDraft(context, owner, draft)) && !(await context.agenda.find(key))) return false;
  await context.agenda.plan({ key, kind: IMPORT_KIND, payload: { draft, member: owner }, dueAt: context.now });
  return true;
}
