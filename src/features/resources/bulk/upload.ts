import type { Effects } from '../../../core/command.js';
import type { Attachment, Reply } from '../../../core/message.js';
import type { Request } from '../../../core/request.js';
import type { Context } from '../../../feature-api/index.js';
import { tellWaiting } from '../write.js';
import { uploadedCard } from './card.js';
import { resourcesFolderImport } from './folder-import.js';
import { checkedList } from './report.js';
import { importResources } from './run.js';
import { unpack } from './unpack.js';

/**
 * Adds the files of an archive and the links of its list, as an organiser's own: another organiser looks at them. `dryRun`: only says
 * what would happen. Runs outside a transaction; each line is written in one of its own.
 */
export async function importArchive(
  context: Context,
  { actor, language }: Request,
  file: Attachment,
  dryRun: boolean,
): Promise<Effects<Context>> {
  const { list, fileOf } = await unpack(context.files, file.bytes, resourcesFolderImport.listNames);
  const result = await importResources(context, list, { dryRun, approve: false, member: actor.id, fileOf, onProgress: () => {} });
  const says = result.lines.some(({ problems, notes }) => problems.length + notes.length > 0);
  const files: readonly Attachment[] = says
    ? [
        {
          name: 'resources-checked.xlsx',
          mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
          bytes: await checkedList(result, language),
        },
      ]
    : [];
  return {
    type: 'effects',
    async effects(inside): Promise<Reply> {
      const added = result.lines.filter(({ verdict }) => verdict === 'added').length;
      if (!dryRun && added > 0) {
        await inside.audit.append({ at: inside.now, actor: actor.id, action: 'resources.import', details: { imported: added } });
        await tellWaiting(inside);
      }
      return { type: 'message', message: { cards: [uploadedCard(result, dryRun, language)], files }, visibility: 'private' };
    },
  };
}
