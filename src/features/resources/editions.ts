import type { Actor } from '../../core/access.js';
import type { Effects } from '../../core/command.js';
import { InputError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import type { Attachment, Reply } from '../../core/message.js';
import { attachmentToSend, type Context, keepBlob, storeGiven } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { BlobMissingError } from '../../ports/blobs.js';
import { MEDIA_TYPES } from '../../ports/files.js';
import { gone, requireEdition, requireOwn } from './find.js';
import { EDITIONS_MAX, FILE_MAX_MB, MB } from './rules/limits.js';
import { resourcesStore } from './store/index.js';
import type { EditionId, Resource, ResourceId, StoredFile } from './types.js';
import { touch } from './write.js';

export const READ = 'resources.read';

/** The key of what uses a file's bytes. */
export const useOf = (id: EditionId): string => `resources:${id}`;

/** Adds a link in one language, or replaces the one in that language. */
export async function addLink(context: Context, actor: Actor, id: ResourceId, link: string, language: Language): Promise<void> {
  const resource = await requireRoomFor(context, actor, id);
  await resourcesStore(context.tx).addEdition({ resource: id, language, link, file: null, addedAt: context.now });
  await touch(context, resource, {});
}

async function requireRoomFor(context: Context, actor: Actor, id: ResourceId): Promise<Resource> {
  const resource = await requireOwn(context, actor, id);
  const editions = await resourcesStore(context.tx).editionIdsOf([id]);
  if (editions.length >= EDITIONS_MAX) throw new InputError('too many editions', phrase('resources.error.editions', { max: EDITIONS_MAX }));
  return resource;
}

/**
 * Checks a file and stores its bytes, outside a transaction.
 * @throws {MudhifError} For a file that is refused, or for which its sender has no room.
 */
export async function prepareFile(context: Context, actor: Actor, file: Attachment): Promise<StoredFile> {
  const size = file.bytes.byteLength;
  if (size > FILE_MAX_MB * MB) throw new InputError('file too large', phrase('resources.error.large', { max: FILE_MAX_MB }));
  await requireStorage(context, actor.id, size);
  const type = await context.files.check(file);
  return { ...(await storeGiven(context, file.bytes, FILE_MAX_MB * MB)), name: file.name, type };
}

/**
 * Checks a file and stores its bytes, outside a transaction; its effects add it in one language, or replace the one in that language.
 * @throws {MudhifError} For a file that is refused, or for which its sender has no room.
 */
export async function addFile(
  context: Context,
  actor: Actor,
  id: ResourceId,
  { file, language }: { readonly file: Attachment; readonly language: Language },
  reply: (inside: Context) => Promise<Reply>,
): Promise<Effects<Context>> {
  await requireRoomFor(context, actor, id);
  const prepared = await prepareFile(context, actor, file);
  return {
    type: 'effects',
    async effects(inside) {
      const resource = await requireRoomFor(inside, actor, id);
      await requireStorage(inside, actor.id, prepared.size);
      await attachStored(inside, actor.id, { resource: id, language, file: prepared });
      await touch(inside, resource, {});
      return reply(inside);
    },
  };
}

/** Adds a file whose bytes are stored, and plans that its text is read. */
export async function attachStored(
  context: Context,
  member: MemberId | null,
  {
    isFirst = false,
    ...added
  }: {
    readonly resource: ResourceId;
    readonly file: StoredFile;
    readonly language: Language;
    /** The resource has no other yet. */
    readonly isFirst?: boolean;
  },
): Promise<void> {
  const { file } = added;
  const edition = await resourcesStore(context.tx)[isFirst ? 'addFirstEdition' : 'addEdition']({
    ...added,
    link: null,
    addedAt: context.now,
  });
  await keepBlob(context, file, { key: useOf(edition), member });
  await context.agenda.plan({ key: `${READ}:${edition}`, kind: READ, payload: { edition }, dueAt: context.now });
}

/** Throws an `InputError` for a member who has no room for so many bytes more. */
export async function requireStorage(context: Context, member: MemberId, size: number): Promise<void> {
  const { storageMegabytes: max } = await context.community.settings();
  if ((await context.blobUses.sizeOf(member)) + size > max * MB) {
    throw new InputError('no room', phrase('resources.error.room', { max, command: '/resources mine' }));
  }
}

/** A file to send to whoever asks, read outside a transaction. Throws a `NotFoundError` where there is none for them. */
export async function fileOf(
  context: Context,
  reader: Actor,
  id: EditionId,
): Promise<{ readonly resource: Resource; readonly file: Attachment }> {
  const { resource, edition } = await requireEdition(context, reader, id);
  if (edition.file === null) throw gone();
  const { hash, name, type } = edition.file;
  try {
    return { resource, file: await attachmentToSend(context, { hash, name, mediaType: MEDIA_TYPES[type] }) };
  } catch (error) {
    if (!(error instanceof BlobMissingError)) throw error;
    context.logger.error({ edition: id }, 'the bytes of a file are missing');
    throw new InputError('bytes are missing', phrase('resources.error.missing'), { cause: error });
  }
}
