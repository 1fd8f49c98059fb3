import type { Actor } from '../../../core/access.js';
import { InputError } from '../../../core/errors.js';
import type { Attachment } from '../../../core/message.js';
import { attachmentToSend, type Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { BlobMissingError } from '../../../ports/blobs.js';
import { MEDIA_TYPES } from '../../../ports/files.js';
import { eventsStore } from '../store/index.js';
import type { EventId } from '../types.js';
import { type Asker, type FilesView, requireAsker, viewFiles } from './find.js';
import { goneFile } from './ids.js';
import { mayHave } from './rules/reach.js';
import type { EventFile, FileId } from './types.js';

/** The files that somebody sees. `later`: whether they hear of later ones; undefined for those who give them. */
export interface AskedFiles extends FilesView {
  readonly later: boolean | undefined;
}

/** Somebody asks for the files of an event: those who give them are not counted. */
export async function askFiles(context: Context, actor: Actor, id: EventId): Promise<AskedFiles> {
  const view = await viewFiles(context, actor, id);
  const isCounted = view.files.length > 0 && !view.gives;
  return { ...view, later: isCounted ? await noteGot(context, actor, view, 'asked') : undefined };
}

/**
 * Notes that somebody asked for files, or fetched one. Whoever wanted no direct messages gets later ones only if they say so.
 *
 * @returns Whether they hear of later ones.
 */
export function noteGot(
  context: Context,
  actor: Actor,
  { event, registration }: Pick<Asker, 'event' | 'registration'>,
  did: 'asked' | 'fetched',
): Promise<boolean> {
  const noted = { did, later: registration?.reminds !== false, at: context.now };
  return eventsStore(context.tx).noteAsked(event.id, { member: actor.id }, noted);
}

/** A file with its bytes, read outside a transaction. Throws a `NotFoundError` for whoever may not have it. */
export async function fileFor(
  context: Context,
  actor: Actor,
  id: FileId,
): Promise<Asker & { readonly file: EventFile; readonly attachment: Attachment }> {
  const file = await eventsStore(context.tx).file(id);
  const asker = file && (await requireAsker(context, actor, file.event));
  if (!asker || !mayHave(file, asker)) throw goneFile();
  return { ...asker, file, attachment: await bytesOf(context, file) };
}

/** Throws an `InputError` where the bytes are missing, a `StorageAwayError` where they can't be read now. */
export async function bytesOf(context: Context, { id, hash, name, type }: EventFile): Promise<Attachment> {
  try {
    return await attachmentToSend(context, { hash, name, mediaType: MEDIA_TYPES[type] });
  } catch (error) {
    if (!(error instanceof BlobMissingError)) throw error;
    context.logger.error({ file: id, error }, 'the bytes of a file are missing');
    throw new InputError('bytes are missing', phrase('events-slides.error.missing'), { cause: error });
  }
}

/** Whether somebody who got files wants later ones. */
export async function chooseLater(context: Context, actor: Actor, id: EventId, later: boolean): Promise<AskedFiles> {
  await eventsStore(context.tx).chooseLater(id, actor.id, later);
  return { ...(await viewFiles(context, actor, id)), later };
}
