import { MudhifError } from '../../../core/errors.js';
import type { MemberId } from '../../../core/ids.js';
import { privately, type Reply } from '../../../core/message.js';
import type { Request } from '../../../core/request.js';
import { plain } from '../../../core/text.js';
import { type Context, type Handler, handleControls } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { answer, answered, shownStory } from '../replies.js';
import { attachPhoto, takePhotoOff } from './attach.js';
import { addedText, photoCard } from './cards.js';
import { photoControls } from './controls.js';
import { addSeen, answerShowing, seenMembers } from './people.js';
import { FLEETING, photoFor } from './see.js';

/** The members who were typed, or what is wrong beside their names. */
async function readSeen(context: Context, { actor, language }: Request, typed: string): Promise<readonly MemberId[] | Reply> {
  try {
    return await seenMembers(context, actor, typed);
  } catch (error) {
    if (!(error instanceof MudhifError)) throw error;
    return { type: 'form-errors', errors: { seen: plain(speaker(language).phrase(error.humanError)) } };
  }
}

export const photoHandlers: readonly Handler[] = handleControls(photoControls, {
  async photo(context, request, { id, values }) {
    const seen = await readSeen(context, request, values.seen);
    if ('type' in seen) return seen;
    return attachPhoto(context, request.actor, id, { ...values, seen }, async (inside, removed) =>
      privately(await shownStory(inside, request, id, addedText(removed, seen.length > 0, request.language))),
    );
  },
  async 'photo-person'(context, request, { id, values: { person } }) {
    await addSeen(context, request.actor, id, person);
    return privately(await shownStory(context, request, id, speaker(request.language)('stories-photo.done.asked')));
  },
  async 'photo-off'(context, request, { id }) {
    await takePhotoOff(context, request.actor, id);
    return answer(request, await shownStory(context, request, id, speaker(request.language)('stories-photo.done.off')));
  },
  async 'photo-see'(context, { actor, language }, { id }) {
    const { view, file } = await photoFor(context, actor, id);
    const cards = [photoCard(view, language)];
    return {
      type: 'effects',
      effects: async () => ({ type: 'message', message: { cards, files: [file], fleeting: FLEETING }, visibility: 'private' }),
    };
  },
  async 'photo-yes'(context, request, { id }) {
    await answerShowing(context, request.actor, id, 'yes');
    return answered(context, request, 'stories-photo.done.yes');
  },
  async 'photo-no'(context, request, { id }) {
    await answerShowing(context, request.actor, id, 'no');
    return answered(context, request, 'stories-photo.done.no');
  },
});
