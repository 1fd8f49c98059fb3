import type { MemberId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import type { Reply } from '../../core/message.js';
import type { Context } from '../../feature-api/index.js';
import { speaker } from '../../language/index.js';
import { exportProfile } from './person.js';

/**
 * Everything that is held about a member, for themselves. Of other people it holds only the names of those they met or
 * avoid. Throws a `NotFoundError` if the member was erased meanwhile.
 */
export async function exportPersonalData(context: Context, id: MemberId): Promise<Readonly<Record<string, unknown>>> {
  const profile = await exportProfile(context, id);
  const data: Record<string, unknown> = { ...profile };
  for (const { name, person } of context.features.all.toReversed()) {
    if (name !== 'members') Object.assign(data, await person.exportPersonalData(context, id));
  }
  return { ...data, ...(await context.personalData.exportPersonalData(id, profile.accounts)) };
}

/** Everything that is held about a member, as a file that only they see. */
export async function exportReply(context: Context, member: MemberId, language: Language): Promise<Reply> {
  const bytes = new TextEncoder().encode(`${JSON.stringify(await exportPersonalData(context, member), null, 2)}\n`);
  return {
    type: 'message',
    visibility: 'private',
    message: {
      cards: [{ language, blocks: [{ type: 'paragraph', text: speaker(language)('members.export.text') }] }],
      files: [{ name: 'mudhif-my-data.json', mediaType: 'application/json', bytes }],
    },
  };
}
