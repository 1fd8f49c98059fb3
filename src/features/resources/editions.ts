import type { Actor } from '../../core/access.js';
import type { Effects } from '../../core/command.js';
import { InputError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import { both } from '../../core/lookup.js';
import type { Attachment, Reply } from '../../core/message.js';
import { attachmentToSend, type Context, keepBlob, storeGiven } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { BlobMissingError } from '../../ports/blobs.js';
import { MEDIA_TYPES } from '../../ports/files.js';
import { gone, requireEdition, requireOwned, wholeOf } from './find.js';
import { EDITIONS_MAX, MB } from './rules/limits.js';
import { resourcesStore } from './store/index.js';
import type { Edition, EditionId, Resource, ResourceId, ResourceState, StoredFile, Whole } from './types.js';
import { planCopies } from './upkeep/copies.js';
import { assertHere, touch } from './write.js';

export const READ = 'resources.read';

/** What people outside see, or shall see once it is looked at. */
const OPEN: readonly ResourceState[] = ['pending', 'approved'];

/** The key of what uses a file's bytes. */
export const useOf = (id: EditionId): string => `resources:${id}`;

/** Adds a link in one language, or replaces the one in that language. */
export async function addLink(context: Context, actor: Actor, id: ResourceId, link: string, language: Language): Promise<void> {
  const { resource, editions } = requireRoomFor(actor, await context.tx.find(wholeOf(context, id)));
  const edition = { resource: id, language, link, file: null, addedAt: context.now };
  await resourcesStore(context.tx)[isFirstIn(language, editions) ? 'addFirstEdition' : 'addEdition'](edition);
  await touch(context, resource, {});
}

/** A resource of the actor's own to which something more may be added. */
function requireRoomFor(actor: Actor, found: Whole | undefined): Whole {
  const whole = requireOwned(actor, found);
  assertHere(whole.resource);
  if (whole.editions.length >= EDITIONS_MAX) {
    throw new InputError('too many editions', phrase('resources.error.editions', { max: EDITIONS_MAX }));
  }
  return whole;
}

/** The same for a file. Throws an `InputError`, too, if the actor would keep more than `max` megabytes with its bytes. */
async function requireRoomForFile(
  context: Context,
  actor: Actor,
  id: ResourceId,
  { size, max }: { readonly size: number; readonly max: number },
): Promise<Whole> {
  const [found, used] = await context.tx.find(both(wholeOf(context, id), context.blobUses.bytesOf(actor.id)));
  const whole = requireRoomFor(actor, found);
  assertStorage(used, { size, max });
  return whole;
}

/** Nothing is there yet in this language, so that nothing is replaced. */
const isFirstIn = (language: Language, editions: readonly Edition[]): boolean =>
  !editions.some((one) => one.language === language && one.replacedAt === null);

/** Throws an `InputError` for a file of `size` bytes that is larger than any may be. */
export function requireSize({ files: { maxMb } }: Context, size: number): void {
  if (size > maxMb * MB) throw new InputError('file too large', phrase('resources.error.large', { max: maxMb }));
}

/**
 * Checks a file and stores its bytes, outside a transaction.
 * @throws {MudhifError} For a file that is refused, or for which its sender has no room.
 */
export async function prepareFile(context: Context, actor: Actor, file: Attachment): Promise<StoredFile> {
  const size = file.bytes.byteLength;
  requireSize(context, size);
  await requireStorage(context, actor.id, size);
  return checkAndStore(context, file);
}

async function checkAndStore(context: Context, file: Attachment): Promise<StoredFile> {
  const type = await context.files.check(file);
  return { ...(await storeGiven(context, file.bytes, file.bytes.byteLength)), name: file.name, type };
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
  const { storageMegabytes: max } = await context.community.settings();
  const room = { size: file.bytes.byteLength, max };
  await requireRoomForFile(context, actor, id, room);
  requireSize(context, room.size);
  const prepared = await checkAndStore(context, file);
  return {
    type: 'effects',
    async effects(inside) {
      const { resource, editions } = await requireRoomForFile(inside, actor, id, room);
      const isFirst = isFirstIn(language, editions);
      const edition = await attachStored(inside, actor.id, { resource: id, language, file: prepared, isFirst });
      await touch(inside, resource, {});
      if (resource.visibility === 'public' && OPEN.includes(resource.state)) await planCopies(inside, [edition]);
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
    /** The resource has nothing in this language yet. */
    readonly isFirst?: boolean;
  },
): Promise<EditionId> {
  const { file } = added;
  const edition = await resourcesStore(context.tx)[isFirst ? 'addFirstEdition' : 'addEdition']({
    ...added,
    link: null,
    addedAt: context.now,
  });
  await keepBlob(context, file, { key: useOf(edition), member });
  await context.agenda.plan({ key: `${READ}:${edition}`, kind: READ, payload: { edition }, dueAt: context.now });
  return edition;
}

/** Throws an `InputError` if a member has no room for these bytes. */
export async function requireStorage(context: Context, member: MemberId, size: number): Promise<void> {
  const { storageMegabytes: max } = await context.community.settings();
  assertStorage(await context.blobUses.sizeOf(member), { size, max });
}

function assertStorage(used: number, { size, max }: { readonly size: number; readonly max: number }): void {
  if (used + size > max * MB) {
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
