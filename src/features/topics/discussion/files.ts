import type { Attachment, FileStream } from '../../../core/message.js';
import { after, DAY, type Instant } from '../../../core/time.js';
import { type Context, keepBlob, releaseBlobs } from '../../../feature-api/index.js';
import type { StoredFile } from '../../../ports/blobs.js';
import type { Contribution as Written } from '../../../ports/chat.js';
import { PLATFORMS } from '../../../ports/chat.js';
import { copyKey, fileKey } from '../keys.js';
import { tidyLines } from '../proposals/text.js';
import { type KeptFiles, topicsStore } from '../store/index.js';
import type { ContributionId, SharedFile } from '../types.js';

/** How long the bytes of files are kept at least; longer while a copy waits for its platform. */
export const FILES_KEPT = 7 * DAY;
/** A copy that waits for longer has failed. */
const KEPT_MOST = 31 * DAY;

/** All files that came with it; those that are not copied are marked. */
export function sharedFiles({ files, unread = [] }: Pick<Written<StoredFile>, 'files' | 'unread'>): readonly SharedFile[] {
  return [
    ...files.map(({ hash, ...file }) => ({ ...described(file), blob: hash })),
    ...unread.map((file) => ({ ...described(file), left: true as const })),
  ];
}

function described({ name, mediaType, size }: Pick<SharedFile, 'name' | 'mediaType' | 'size'>): SharedFile {
  return { name: tidyLines(name).replaceAll('\n', ' ').slice(0, 200), mediaType, size };
}

/** The bytes stay as long as copies may have to be sent. */
export async function keepFiles(context: Context, id: ContributionId, files: readonly SharedFile[]): Promise<void> {
  for (const [index, { blob, size }] of files.entries()) {
    if (blob !== undefined) await keepBlob(context, { hash: blob, size }, { key: fileKey(id, index), member: null });
  }
}

/** The bytes of what came with these contributions are kept no longer. */
export async function releaseFiles(context: Context, ids: readonly ContributionId[]): Promise<void> {
  await releaseKept(context, await topicsStore(context.tx).keptFiles(ids));
}

/** The same for those whose files are known. */
export function releaseKept(context: Context, kept: readonly KeptFiles[]): Promise<void> {
  return releaseBlobs(context, kept.flatMap(keysOf));
}

/** The same for all that was written before this moment, unless a copy of it still waits for its platform; the files stay named. */
export async function releaseFilesBefore(context: Context, moment: Instant): Promise<void> {
  const store = topicsStore(context.tx);
  for (const kept of await store.keptFilesBefore(moment)) {
    if (await isAwaited(context, kept)) continue;
    await store.changeContribution(kept.id, { files: kept.files.map((file) => withoutBytes(file, context.now)) });
    await releaseKept(context, [kept]);
  }
}

/** Whether a copy of it is still to be sent, with its files. */
async function isAwaited({ deliveries, now }: Context, { id }: KeptFiles): Promise<boolean> {
  for (const platform of PLATFORMS) {
    const key = copyKey(id, platform);
    const first = await deliveries.find(key);
    const copies = [...(first ? [first] : []), ...(await deliveries.copies(key))];
    if (copies.some(({ state, dueAt }) => (state === 'planned' || state === 'sending') && now < after(dueAt, KEPT_MOST))) return true;
  }
  return false;
}

const withoutBytes = ({ blob, ...file }: SharedFile, until: Instant): SharedFile => (blob === undefined ? file : { ...file, until });

function keysOf({ id, files }: KeptFiles): readonly string[] {
  return files.flatMap(({ blob }, index) => (blob === undefined ? [] : [fileKey(id, index)]));
}

/** The files of a contribution as a copy names them: `left` where it does not have them. */
export interface CopiedFiles {
  readonly named: readonly SharedFile[];
  /** What goes with it. */
  readonly files: readonly (Attachment | FileStream)[];
}

/** What goes with a copy that is sent now. What is kept no longer, or is lost, is named only. */
export async function filesToSend(
  context: Pick<Context, 'blobs'>,
  { named, attached }: { readonly named: readonly SharedFile[]; readonly attached: readonly Attachment[] },
): Promise<CopiedFiles> {
  const files = [...attached, ...(await streamsOf(context, named))];
  const sent = new Set(files.map(({ name }) => name));
  return { files, named: named.map((file) => (sent.has(file.name) ? file : leftOut(file))) };
}

/** The same for one that was sent and is edited: the files of a message stay as they are. `since`: when they came. */
export function filesSent(named: readonly SharedFile[], sentAt: Instant | null, since: Instant): CopiedFiles {
  const wasKept = ({ blob, until }: SharedFile) => blob !== undefined || sentAt === null || sentAt < (until ?? after(since, FILES_KEPT));
  return { files: [], named: named.map((file) => (wasKept(file) ? file : leftOut(file))) };
}

const leftOut = (file: SharedFile): SharedFile => ({ ...file, left: true });

/** The kept files, as they go with a copy: each is read from its store while it is sent. */
async function streamsOf({ blobs }: Pick<Context, 'blobs'>, files: readonly SharedFile[]): Promise<readonly FileStream[]> {
  const streams: FileStream[] = [];
  for (const { name, mediaType, size, blob } of files) {
    if (blob !== undefined && (await blobs.has(blob))) streams.push({ name, mediaType, size, open: () => blobs.open(blob) });
  }
  return streams;
}
