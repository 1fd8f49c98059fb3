import type { Actor } from '../../../core/access.js';
import { InputError, MudhifError } from '../../../core/errors.js';
import type { Attachment } from '../../../core/message.js';
import { attachmentOf, type Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { BlobMissingError } from '../../../ports/blobs.js';
import { MEDIA_TYPES } from '../../../ports/files.js';
import { eventsStore } from '../store/index.js';
import type { EventId } from '../types.js';
import { type FilesView, viewFiles } from './find.js';
import { goneFile } from './ids.js';
import type { EventFile, FileId, FileReader } from './types.js';

/** Somebody asks for the files of an event: those who give them are not counted. */
export async function askFiles(context: Context, actor: Actor, id: EventId): Promise<FilesView> {
  const view = await viewFiles(context, actor, id);
  return view.files.length === 0 || view.gives ? view : { ...view, reader: await noteGot(context, actor, view, 'asked') };
}

/** Notes that somebody asked for files, or fetched one. Whoever wanted no direct messages gets later ones only if they say so. */
export async function noteGot(
  context: Context,
  actor: Actor,
  { event, registration }: Pick<FilesView, 'event' | 'registration'>,
  did: 'asked' | 'fetched',
): Promise<FileReader | undefined> {
  const store = eventsStore(context.tx);
  await store.noteAsked(event.id, { member: actor.id }, { did, later: registration?.reminds !== false, at: context.now });
  return store.fileReader(event.id, actor.id);
}

/** A file with its bytes, read outside a transaction. Throws a `NotFoundError` for whoever may not have it. */
export async function fileFor(
  context: Context,
  actor: Actor,
  id: FileId,
): Promise<FilesView & { readonly file: EventFile; readonly attachment: Attachment }> {
  const known = await eventsStore(context.tx).file(id);
  const view = known && (await viewFiles(context, actor, known.event));
  const file = view?.files.find((each) => each.id === id);
  if (!view || !file) throw goneFile();
  return { ...view, file, attachment: await bytesOf(context, file) };
}

/** Throws an `InputError` where the bytes can't be read. */
export async function bytesOf(context: Context, { id, hash, name, type }: EventFile): Promise<Attachment> {
  try {
    return await attachmentOf(context, { hash, name, mediaType: MEDIA_TYPES[type] });
  } catch (error) {
    if (error instanceof MudhifError) throw error;
    const isMissing = error instanceof BlobMissingError;
    context.logger.error({ file: id, error }, isMissing ? 'the bytes of a file are missing' : 'the place for files is away');
    throw new InputError('bytes are missing', phrase(isMissing ? 'events-slides.error.missing' : 'events-slides.error.away'), {
      cause: error,
    });
  }
}

/** Whether somebody who got files wants later ones. */
export async function chooseLater(context: Context, actor: Actor, id: EventId, later: boolean): Promise<FilesView> {
  await eventsStore(context.tx).chooseLater(id, actor.id, later);
  return viewFiles(context, actor, id);
}
