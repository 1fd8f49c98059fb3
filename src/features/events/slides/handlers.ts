import { privately } from '../../../core/message.js';
import { type Handler, handleControls } from '../../../feature-api/index.js';
import { answerWith } from '../replies.js';
import { describedCard } from './cards/asked.js';
import { fileCard, filesCard } from './cards/files.js';
import { doneCard, manageCard, ownFileCard, removeCard } from './cards/manage.js';
import { slidesControls } from './controls.js';
import { describeFile, describeTaken } from './describe.js';
import { discardOwn, removeFile } from './discard.js';
import { requireOwn } from './find.js';
import { askFiles, chooseLater, fileFor, noteGot } from './get.js';
import { chosenFile } from './ids.js';
import { manageFiles } from './manage.js';
import { takeFile } from './take.js';

const wordsOf = <W extends { readonly others: 'no' | 'yes' }>({ others, ...words }: W) => ({ ...words, forOthers: others === 'yes' });

export const slidesHandlers: readonly Handler[] = handleControls(slidesControls, {
  'file-add': (context, { actor, language }, { id, values: { file, ...words } }) =>
    takeFile(context, actor, id, file, async (inside, taken) =>
      privately(describedCard(await describeTaken(inside, actor, taken, wordsOf(words)), language)),
    ),
  'file-what': async (context, { actor, language }, { id, values }) =>
    privately(describedCard(await describeFile(context, actor, id, wordsOf(values)), language)),
  async 'file-discard'(context, request, { id }) {
    await discardOwn(context, request.actor, id);
    return answerWith(request, doneCard('events-slides.discarded', request.language));
  },
  'files-manage': async (context, request, { id }) =>
    answerWith(request, manageCard(await manageFiles(context, request.actor, id), request.language)),
  async 'file-show'(context, request, { id, values }) {
    const { event, file } = await requireOwn(context, request.actor, id ?? chosenFile(values));
    return answerWith(request, ownFileCard(event, file, request.language));
  },
  async 'file-remove'(context, request, { id }) {
    const { event, file } = await requireOwn(context, request.actor, id);
    return answerWith(request, removeCard(event, file, request.language));
  },
  async 'file-remove-yes'(context, request, { id }) {
    await removeFile(context, request.actor, id);
    return answerWith(request, doneCard('events-slides.remove.done', request.language));
  },
  files: async (context, { actor, language }, { id }) => privately(filesCard(await askFiles(context, actor, id), language)),
  async file(context, { actor, language }, { id }) {
    const { file, attachment, ...view } = await fileFor(context, actor, id);
    return {
      type: 'effects',
      async effects(inside) {
        const later = view.gives ? undefined : await noteGot(inside, actor, view, 'fetched');
        const cards = [fileCard(view.event, file, later, language)];
        return { type: 'message', message: { cards, files: [attachment] }, visibility: 'private' };
      },
    };
  },
  'files-later': async (context, request, { id: { event, later } }) =>
    answerWith(request, filesCard(await chooseLater(context, request.actor, event, later === 'yes'), request.language)),
});
