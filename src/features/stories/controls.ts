import { button, defineControls, form, menu, textId } from '../../feature-api/index.js';
import { agreedFields, commentFields, personFields, shareFields, wordFields } from './fields.js';
import { agreedContents, editContents, shareContents, writeContents } from './form-contents.js';
import { occasionOrNone, personId, seenId, seenText, storyId, storyOrNone, textOf } from './ids.js';
import { FEATURE } from './names.js';

const member = { access: 'member' } as const;
const organiser = { access: 'organiser' } as const;

/** Buttons, menus and forms of stories; docs/action-ids.md lists them. */
export const storiesControls = defineControls(FEATURE, {
  share: form({
    ...member,
    about: 'begins a story, as a draft; with what the member was invited to tell, or 0',
    id: occasionOrNone,
    title: 'stories.form.share-title',
    submit: 'common.next',
    fields: shareFields,
    errorsAt: 'title',
    prepare: shareContents,
  }),
  write: form({
    ...member,
    about: 'changes or adds the words in one language; for its author, as all that changes a story',
    id: textOf,
    title: 'stories.form.write-title',
    fields: wordFields,
    errorsAt: 'title',
    prepare: writeContents,
  }),
  agreed: form({
    ...member,
    about: 'whether its author is named, and whether it is on the public page',
    id: storyId,
    title: 'stories.form.agreed-title',
    fields: agreedFields,
    errorsAt: 'agreed',
    prepare: agreedContents,
  }),
  name: form({
    ...member,
    about: 'somebody whom its author would like to name',
    id: storyId,
    title: 'stories.form.name-title',
    submit: 'stories.button.ask',
    fields: personFields,
    errorsAt: 'person',
  }),
  unname: button({ ...member, about: 'names somebody no more', id: personId }),
  send: button({ ...member, about: 'hands a draft in, or once more what came back', id: storyId }),
  withdraw: button({ ...member, about: 'asks before withdrawing', id: storyId }),
  'withdraw-yes': button({ ...member, about: 'makes it a draft again, or deletes a draft', id: storyId }),
  mine: button({ ...member, about: 'one’s own stories and their state' }),
  list: button({ ...member, about: 'a page of what is published: `page`', id: textId }),
  show: menu({ ...member, about: 'shows a story; as a menu the value is its number', id: storyOrNone }),
  yes: button({ ...member, about: 'somebody who is asked may be named', id: storyId }),
  no: button({ ...member, about: 'somebody may not, or no longer, be named', id: storyId }),
  'not-now': button({ ...member, about: 'puts an invitation to tell a story aside', id: textId }),

  review: button({ ...organiser, about: 'a page of what waits: `page`', id: textId }),
  approve: button({ ...organiser, about: 'publishes what they have read', id: seenId }),
  comment: form({
    ...organiser,
    about: 'gives it back to its author: `comment`',
    id: seenId,
    title: 'stories.form.comment-title',
    submit: 'stories.button.give-back',
    fields: commentFields,
    errorsAt: 'comment',
  }),
  edit: form({
    ...organiser,
    about: 'changes the words in one language, with a trace; its author reads them first',
    id: seenText,
    title: 'stories.form.edit-title',
    fields: wordFields,
    errorsAt: 'title',
    prepare: editContents,
  }),
  decline: form({
    ...organiser,
    about: 'does not publish it: `comment`, which its author reads',
    id: seenId,
    title: 'stories.form.decline-title',
    submit: 'stories.button.decline',
    fields: commentFields,
    errorsAt: 'comment',
  }),
});
