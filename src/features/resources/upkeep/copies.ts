import type { Attachment } from '../../../core/message.js';
import { attachmentOf, attachmentToSend, type Context, keepBlob, storeBlob } from '../../../feature-api/index.js';
import { BlobMissingError, type StoredBlob } from '../../../ports/blobs.js';
import { type CleanedFile, MEDIA_TYPES } from '../../../ports/files.js';
import { FILE_MAX_MB, MB } from '../rules/limits.js';
import { resourcesStore } from '../store/index.js';
import type { EditionId, ResourceId, StoredFile } from '../types.js';
import { mender } from './review.js';
import type { Copy } from './types.js';

export const COPY = 'resources.upkeep.copy';

/** A copy may be a little larger than the file: what was packed well is packed anew. */
const COPY_MAX = 2 * FILE_MAX_MB * MB;
/** How many copies are begun at a start. */
const AT_START = 200;

/** The key of what uses a copy's bytes. */
export const copyUseOf = (id: EditionId): string => `resources:copy:${id}`;

/** Plans copies of the files of resources that everyone sees or shall see; of all there are unless told. */
export async function prepareCopies(context: Context, resources?: readonly ResourceId[]): Promise<void> {
  if (resources?.length === 0) return;
  const waiting = await resourcesStore(context.tx).withoutCopy({ limit: AT_START, ...(resources && { resources }) });
  await planCopies(context, waiting);
}

/** Plans copies of files of which there are none. */
export async function planCopies({ agenda, now }: Context, editions: readonly EditionId[]): Promise<void> {
  await agenda.plan(editions.map((edition) => ({ key: `${COPY}:${edition}`, kind: COPY, payload: { edition }, dueAt: now, again: true })));
}

interface Made {
  readonly cleaned: CleanedFile;
  readonly blob?: StoredBlob;
}

/** Cleans a file and stores the copy, outside a transaction; undefined if the file is no longer there. Throws what the storage throws. */
export async function makeCopy(context: Context, { hash, name, type }: StoredFile): Promise<Made | undefined> {
  const file = await attachmentOf(context, { hash, name, mediaType: '' }).catch((error: unknown) => {
    if (error instanceof BlobMissingError) return undefined;
    throw error;
  });
  if (!file) return undefined;
  const cleaned = await context.files.withoutPersonal(type, file.bytes);
  return cleaned.type === 'cleaned' ? { cleaned, blob: await storeBlob(context, [cleaned.bytes], COPY_MAX) } : { cleaned };
}

/** Writes what came of it, and tells the contributor, and organisers if they have to decide. */
export async function keepCopy(context: Context, id: EditionId, { cleaned, blob }: Made): Promise<void> {
  const store = resourcesStore(context.tx);
  const edition = await store.edition(id);
  const resource = edition && (await store.find(edition.resource));
  if (!edition || !resource) return;
  if (blob) await keepBlob(context, blob, { key: copyUseOf(id), member: null });
  const removed = cleaned.type === 'cleaned' ? cleaned.removed : [];
  await store.saveCopy(id, { state: cleaned.type, hash: blob?.hash ?? null, size: blob?.size ?? null, removed }, context.now);
  if (cleaned.type === 'same') return;
  const member = await mender(context, resource.member);
  const plan = { args: { edition: id }, dueAt: context.now };
  const what = cleaned.type === 'failed' ? 'unclean' : 'cleaned';
  if (member !== null) {
    await context.deliveries.plan({
      ...plan,
      key: `resources:${what}:${id}`,
      kind: `resources.upkeep.${what}`,
      to: { to: 'member', member },
    });
  }
  if (cleaned.type === 'failed') {
    await context.deliveries.plan({
      ...plan,
      key: `resources:decide:${id}`,
      kind: 'resources.upkeep.unclean-unowned',
      to: { to: 'channel', channel: 'organisers' },
    });
  }
}

/** What people outside get of a file; undefined as long as it is not cleaned and nobody has decided. */
export function publicFile(file: StoredFile, copy: Copy | undefined): StoredFile | undefined {
  if (!copy) return undefined;
  switch (copy.state) {
    case 'cleaned':
      return copy.hash === null || copy.size === null ? undefined : { ...file, hash: copy.hash, size: copy.size };
    case 'same':
    case 'allowed':
      return file;
    case 'failed':
      return undefined;
    default:
      return copy.state satisfies never;
  }
}

/** The bytes of a file for people outside; undefined if they are missing. Throws what the storage throws. */
export async function publicAttachment(context: Context, { hash, name, type }: StoredFile): Promise<Attachment | undefined> {
  try {
    return await attachmentToSend(context, { hash, name, mediaType: MEDIA_TYPES[type] });
  } catch (error) {
    if (error instanceof BlobMissingError) return undefined;
    throw error;
  }
}
