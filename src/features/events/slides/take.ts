import type { Actor } from '../../../core/access.js';
import type { Effects } from '../../../core/command.js';
import type { Attachment, Reply } from '../../../core/message.js';
import { type Context, keepBlob } from '../../../feature-api/index.js';
import { cleanLine } from '../../members/public.js';
import { eventsStore, type WholeEvent } from '../store/index.js';
import type { EventId } from '../types.js';
import { requireGiver } from './find.js';
import { NAME_MAX } from './rules/limits.js';
import { checkAndStore, requireRoom, useOf } from './store-bytes.js';
import type { DroppedFile, StoredFile } from './types.js';

/** A name as it is shown. */
export const shortName = (name: string): string => [...cleanLine(name)].slice(0, NAME_MAX).join('');

/** A file that waits for what its giver says about it. */
export interface TakenFile {
  readonly whole: WholeEvent;
  readonly file: DroppedFile;
  readonly stored: StoredFile;
}

/**
 * Checks and stores a file that somebody gives with a command or a form, outside a transaction; its effects write it, and `reply` goes on.
 * @throws {MudhifError} For somebody who gives no files, and for a file that is not taken.
 */
export async function takeFile(
  context: Context,
  actor: Actor,
  event: EventId,
  file: Attachment,
  reply: (inside: Context, taken: TakenFile) => Promise<Reply>,
): Promise<Effects<Context>> {
  await requireGiver(context, actor, event);
  const size = file.bytes.byteLength;
  const stored = await checkAndStore(context, file);
  return {
    type: 'effects',
    async effects(inside) {
      const { roles: _, ...whole } = await requireGiver(inside, actor, event);
      await requireRoom(inside, actor.id, event, size);
      const given = { event, member: actor.id, name: shortName(file.name), size, addedAt: inside.now };
      const id = await eventsStore(inside.tx).insertFile({ ...given, stored });
      await keepBlob(inside, stored, { key: useOf(id), member: actor.id });
      return reply(inside, { whole, file: { ...given, id, state: 'asked', refusal: null }, stored });
    },
  };
}
