import type { Reply } from '../../../core/message.js';
import { privately } from '../../../core/message.js';
import type { Request } from '../../../core/request.js';
import { type Context, type Handler, handleControls } from '../../../feature-api/index.js';
import { archiveOf, withRoom } from './archive.js';
import { takeCard, takenCard } from './card.js';
import { bytesOf, resultsOf, type Taken } from './chosen.js';
import { exportingControls } from './controls.js';
import { csvOf, pageOfResults } from './list.js';

const filesOf = (taken: readonly Taken[]): number => taken.flatMap(({ editions }) => editions).filter(({ file }) => file !== null).length;

type Make = (taken: readonly Taken[]) => Promise<{ readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array }>;

async function sent(context: Context, { actor, language }: Request, words: string, isArchive: boolean, make: Make): Promise<Reply> {
  const taken = await resultsOf(context, actor, language, words);
  const leftOut = isArchive ? filesOf(taken) - withRoom(taken).size : 0;
  return { type: 'message', message: { cards: [takenCard(words, leftOut, language)], files: [await make(taken)] }, visibility: 'private' };
}

export const exportingHandlers: readonly Handler[] = handleControls(exportingControls, {
  async take(context, { actor, language }, { id: words }) {
    const taken = await resultsOf(context, actor, language, words);
    const paths = withRoom(taken);
    const bytes = [...paths.keys()].reduce((sum, { file }) => sum + (file?.size ?? 0), 0);
    const offer = { words, count: taken.length, bytes: bytesOf(taken), files: filesOf(taken), inArchive: { files: paths.size, bytes } };
    return privately(takeCard(offer, language));
  },
  'take-csv': (context, request, { id }) =>
    sent(context, request, id, false, async (taken) => ({
      name: 'resources.csv',
      mediaType: 'text/csv',
      bytes: csvOf(taken, request.language),
    })),
  'take-html': (context, request, { id }) =>
    sent(context, request, id, false, async (taken) => ({
      name: 'resources.html',
      mediaType: 'text/html',
      bytes: pageOfResults(taken, id, request.language),
    })),
  'take-zip': (context, request, { id }) =>
    sent(context, request, id, true, async (taken) => ({
      name: 'resources.zip',
      mediaType: 'application/zip',
      bytes: await archiveOf(context, taken, id, request.language),
    })),
});
