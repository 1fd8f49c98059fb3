import { attachmentOf, defineJob, type Job, wheneverPossible } from '../../feature-api/index.js';
import { BlobMissingError } from '../../ports/blobs.js';
import { READ } from './editions.js';
import { reindex } from './index-words.js';
import { ofEdition } from './message-args.js';
import { resourcesStore } from './store/index.js';

/** Reads the text of a file that was added, so that it is found by the words in it. */
const read = defineJob({ kind: READ, class: 'heavy', lateness: wheneverPossible, payload: ofEdition }, async (context, { edition: id }) => {
  const edition = await resourcesStore(context.tx).edition(id);
  if (!edition?.file) return { type: 'dropped', reason: 'gone' };
  const { hash, name, type } = edition.file;
  const file = await attachmentOf(context, { hash, name, mediaType: '' }).catch((error: unknown) => {
    if (error instanceof BlobMissingError) return undefined;
    throw error;
  });
  if (!file) return { type: 'failed', reason: 'gone' };
  const text = await context.files.textOf(type, file.bytes);
  return {
    type: 'done',
    async effects(inside) {
      const store = resourcesStore(inside.tx);
      if (!(await store.edition(id))) return;
      await store.saveText(id, text.type, text.type === 'text' ? text.parts : [], type === 'pdf');
      await reindex(inside, edition.resource);
    },
  };
});

export const resourcesJobs: readonly Job[] = [read];
