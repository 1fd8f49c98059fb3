import type { Effects } from '../../core/command.js';
import { InputError, NotFoundError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import type { Attachment, Reply } from '../../core/message.js';
import type { Request } from '../../core/request.js';
import type { Context } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { checkedFile, importMembers, planImport, saveDraft, templateFile } from '../members/public.js';
import { dryRunMessage, templateCard } from './cards/import.js';

/**
 * Checks a file of members, which takes long, so this runs outside a transaction. Its effects keep the file until it is confirmed,
 * and show what it would do. Throws an `InputError` if the file can't be read or is larger than platforms carry.
 */
export async function checkImport(context: Context, { actor, language }: Request, file: Attachment): Promise<Effects<Context>> {
  const { maxMb: max } = context.files;
  if (file.bytes.byteLength > max * 1024 * 1024) throw new InputError('file too large', phrase('community.error.file-large', { max }));
  const result = await importMembers(context, file.bytes, { dryRun: true, actor: actor.id });
  const checked = await checkedFile(result, language);
  return {
    type: 'effects',
    async effects(inside) {
      const message = dryRunMessage(result, { draft: await saveDraft(inside, actor.id, file.bytes), checked }, language);
      return { type: 'message', visibility: 'private', message };
    },
  };
}

/** An empty list to fill in, in the asker's language. */
export async function templateReply(context: Context, { language }: Request): Promise<Reply> {
  const file = await templateFile(await context.community.settings(), language);
  return { type: 'message', visibility: 'private', message: { cards: [templateCard(language)], files: [file] } };
}

/** Plans the import of a checked file. A second click changes nothing. Throws a `NotFoundError` if the file no longer exists. */
export async function confirmImport(context: Context, actor: MemberId, draft: string): Promise<void> {
  if (await planImport(context, actor, draft)) return;
  throw new NotFoundError('the draft is gone', phrase('community.import.gone'));
}
