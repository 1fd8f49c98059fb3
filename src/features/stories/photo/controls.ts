import { defineControls, member } from '../../../feature-api/index.js';
import { storyId } from '../ids.js';
import { FEATURE } from '../names.js';
import { photoFields, seenFields } from './fields.js';
import { photoContents } from './form-contents.js';

export const photoControls = defineControls(FEATURE, {
  photo: member.form('a photo for one’s story, and who can be seen on it; in place of an earlier one', {
    id: storyId,
    title: 'stories-photo.form.title',
    fields: photoFields,
    errorsAt: 'file',
    prepare: photoContents,
    transaction: 'own',
  }),
  'photo-person': member.form('somebody else who can be seen on the photo', {
    id: storyId,
    title: 'stories-photo.form.person-title',
    submit: 'stories.button.ask',
    fields: seenFields,
    errorsAt: 'person',
  }),
  'photo-off': member.button('deletes the photo of one’s story', storyId),
  'photo-see': member.button('sends the photo to whoever may see it', storyId, { transaction: 'own' }),
  'photo-yes': member.button('somebody who can be seen agrees', storyId),
  'photo-no': member.button('somebody who can be seen does not, or no longer, agree: it is deleted', storyId),
});
