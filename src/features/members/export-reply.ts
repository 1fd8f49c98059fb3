import type { MemberId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import type { Reply } from '../../core/message.js';
import { speaker } from '../../language/index.js';
import type { MembersService } from './service.js';

/** All that is held about a member, as a file that only they see. */
export async function exportReply(service: Pick<MembersService, 'heldAbout'>, member: MemberId, language: Language): Promise<Reply> {
  const bytes = new TextEncoder().encode(`${JSON.stringify(await service.heldAbout(member), null, 2)}\n`);
  return {
    type: 'message',
    visibility: 'private',
    message: {
      cards: [{ language, blocks: [{ type: 'paragraph', text: speaker(language)('members.export.text') }] }],
      files: [{ name: 'mudhif-my-data.json', mediaType: 'application/json', bytes }],
    },
  };
}
