import { InputError, NotFoundError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import type { Attachment, Message } from '../../core/message.js';
import type { Request } from '../../core/request.js';
import type { Context } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { importMembers, planImport, saveDraft } from '../members/public.js';
import { dryRunMessage } from './cards/import.js';

const MAX_MIB = 10;

/**
 * Checks a file of members, keeps it until it is confirmed, and shows what it would do. Takes long, so this runs outside a
 * transaction. Throws an `InputError` if the file can't be read or is larger than platforms carry.
 */
export async function checkImport(context: Context, { actor, language }: Request, file: Attachment): Promise<Message> {
  if (file.bytes.byteLength > MAX_MIB * 1024 * 1024) {
    throw new InputError('file too large', phrase('community.error.file-large', { max: MAX_MIB }));
  }
  const result = await importMembers(context, file.bytes, { dryRun: true, actor: actor.id });
  return dryRunMessage(result, await saveDraft(context, actor.id, file.bytes), language);
}

/** Plans the import of a checked file. A second click changes nothing. Throws a `NotFoundError` if the file no longer exists. */
export async function confirmImport(context: Context, actor: MemberId, draft: string): Promise<void> {
  if (await planImport(context, actor, draft)) return;
  throw new NotFoundError('the draft is gone', phrase('community.import.gone'));
}
