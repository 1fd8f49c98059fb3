import { isAllowed } from '../../../core/access.js';
import { readAddress } from '../../../core/address.js';
import { isMomentary, MudhifError } from '../../../core/errors.js';
import type { Card } from '../../../core/message.js';
import type { Phrase } from '../../../core/phrase.js';
import type { Request } from '../../../core/request.js';
import { after, DAY } from '../../../core/time.js';
import { type Context, keepBlob, releaseBlobs, storeGiven } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import type { Matter, MatterFile } from '../../../ports/chat.js';
import { requireSize, requireStorage } from '../editions.js';
import { refusalOf } from '../link-refusal.js';
import { LINK_MAX } from '../rules/limits.js';
import { findingStore } from '../store/index.js';
import type { Kept, KeptMatter, SaveId, StoredFile } from '../types.js';
import { type Refused, saveCard } from './card.js';

/** How many links and files of one message are offered. */
const EACH_MAX = 3;
/** How long they are kept for whoever opened the menu and has not decided. */
const KEPT_MS = DAY;

/** The key of what uses the bytes of a file that nobody has added yet. */
export const keptUse = (id: SaveId): string => `resources:save:${id}`;

/**
 * Offers to add links and files of a message. Its words are nobody's but its author's, so none are kept; files are copied, for a
 * platform's addresses of them run out.
 */
export async function offerToSave(context: Context, { actor, language }: Request, { links, files }: Matter) {
  if (!isAllowed(actor, 'member')) return async (): Promise<readonly Card[]> => [];
  const copied: StoredFile[] = [];
  const refused: Refused[] = [];
  for (const file of files.slice(0, EACH_MAX)) {
    const found = await copy(context, actor.id, file);
    if ('why' in found) refused.push({ name: file.name, why: found.why });
    else copied.push(found);
  }
  const pages = links.flatMap((link) => readAddress(link) ?? []).filter((link) => link.length <= LINK_MAX);
  const refusedLinks = pages.flatMap((name) => {
    const why = refusalOf(name);
    return why ? [{ name, why }] : [];
  });
  refused.push(...refusedLinks.slice(0, EACH_MAX));
  return async (inside: Context): Promise<readonly Card[]> => {
    const matters: readonly KeptMatter[] = [
      ...copied.map((file) => ({ file, link: null })),
      ...pages
        .filter((link) => !refusalOf(link))
        .slice(0, EACH_MAX)
        .map((link) => ({ link, file: null })),
    ];
    const kept: { readonly id: SaveId; readonly matter: KeptMatter }[] = [];
    for (const matter of matters) {
      const id = await findingStore(inside.tx).keepMatter(actor.id, matter, inside.now);
      if (matter.file) await keepBlob(inside, matter.file, { key: keptUse(id), member: actor.id });
      kept.push({ id, matter });
    }
    return kept.length + refused.length === 0 ? [] : [saveCard(kept, refused, language)];
  };
}

/** Checks a file and copies its bytes; or says why not. */
async function copy(
  context: Context,
  member: Parameters<typeof requireStorage>[1],
  file: MatterFile,
): Promise<StoredFile | { readonly why: Phrase }> {
  try {
    requireSize(context, file.size);
    const read = await file.read();
    if (!read) return { why: phrase('resources-save.error.unreadable') };
    const size = read.bytes.byteLength;
    requireSize(context, size);
    await requireStorage(context, member, size);
    const type = await context.files.check(read);
    return { ...(await storeGiven(context, read.bytes, size)), name: read.name, type };
  } catch (error) {
    if (!(error instanceof MudhifError) || isMomentary(error)) throw error;
    return { why: error.humanError };
  }
}

/** Forgets what nobody has added within a day, with the bytes of its files. */
export async function forgetKept(context: Context, kept: readonly Pick<Kept, 'id' | 'file'>[]): Promise<void> {
  await releaseBlobs(
    context,
    kept.flatMap(({ id, file }) => (file ? [keptUse(id)] : [])),
  );
  await findingStore(context.tx).removeKept(kept.map(({ id }) => id));
}

export async function forgetOldKept(context: Context): Promise<void> {
  await forgetKept(context, await findingStore(context.tx).keptBefore(after(context.now, -KEPT_MS)));
}
