import type { Actor } from '../../../core/access.js';
import { after } from '../../../core/time.js';
import { type Context, releaseBlobs } from '../../../feature-api/index.js';
import { eventsStore, type WholeEvent } from '../store/index.js';
import { requireOwn } from './find.js';
import { goneFile } from './ids.js';
import { ANSWERED_WITHIN } from './rules/limits.js';
import { useOf } from './store-bytes.js';
import type { FileId } from './types.js';

/** Deletes files with their bytes. */
export async function discardFiles(context: Context, ids: readonly FileId[]): Promise<void> {
  if (ids.length === 0) return;
  await eventsStore(context.tx).removeFiles(ids);
  await releaseBlobs(context, ids.map(useOf));
}

/** The same, and removes the resources that were made of them. */
export async function discardEverywhere(context: Context, ids: readonly FileId[]): Promise<void> {
  await discardFiles(context, ids);
  if (ids.length > 0) await context.features.shelf?.takeBack(context, ids.map(useOf));
}

/** Throws away a file about which its giver is asked, or of which they have read why it was not taken. */
export async function discardOwn(context: Context, actor: Actor, id: FileId): Promise<void> {
  const found = await eventsStore(context.tx).anyFile(id);
  if (!found || found.file.member !== actor.id || found.file.state === 'given' || found.file.state === 'left') throw goneFile();
  await discardFiles(context, [id]);
}

/** Takes away a file that participants have, also from where it is kept. Throws a `NotFoundError` for anybody but its giver and organisers. */
export async function removeFile(context: Context, actor: Actor, id: FileId): Promise<WholeEvent> {
  const { file, ...whole } = await requireOwn(context, actor, id);
  await discardEverywhere(context, [id]);
  await context.audit.append({ at: context.now, actor: actor.id, action: 'events.materials', details: { event: file.event } });
  return whole;
}

/** Deletes what nobody said anything about for two weeks. */
export async function discardUnanswered(context: Context): Promise<void> {
  const ids = await eventsStore(context.tx).unansweredFiles(after(context.now, -ANSWERED_WITHIN));
  await context.atomically((inside) => discardFiles(inside, ids));
}
