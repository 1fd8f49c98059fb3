import { SELECT_OPTIONS_MAX } from '../../core/message.js';
import { defineControls, member, organiser, pageId, textId } from '../../feature-api/index.js';
import { agreedFields, commentFields, personFields, shareFields, wordFields } from './fields.js';
import { agreedContents, editContents, shareContents, writeContents } from './form-contents.js';
import { occasionOrNone, personId, seenId, seenText, storyId, storyOrNone, textOf } from './ids.js';
import { FEATURE } from './names.js';

/** Buttons, menus and forms of stories; docs/action-ids.md lists them. */
export const storiesControls = defineControls(FEATURE, {
  share: member.form('begins a story, as a draft; with what the member was invited to tell, or 0', {
    id: occasionOrNone,
    title: 'stories.form.share-title',
    submit: 'common.next',
    fields: shareFields,
    errorsAt: 'title',
    prepare: shareContents,
  }),
  write: member.form('changes or adds the words in one language; for its author, as all that changes a story', {
    id: textOf,
    title: 'stories.form.write-title',
    fields: wordFields,
    errorsAt: 'title',
    prepare: writeContents,
  }),
  agreed: member.form('whether its author is named, and whether it is on the public page', {
    id: storyId,
    title: 'stories.form.agreed-title',
    fields: agreedFields,
    errorsAt: 'agreed',
    prepare: agreedContents,
  }),
  name: member.form('somebody whom its author would like to name', {
    id: storyId,
    title: 'stories.form.name-title',
    submit: 'stories.button.ask',
    fields: personFields,
    errorsAt: 'person',
  }),
  unname: member.button('names somebody no more', personId),
  send: member.button('hands a draft in, or once more what came back', storyId),
  withdraw: member.button('asks before withdrawing', storyId),
  'withdraw-yes': member.button('makes it a draft again, or deletes a draft', storyId),
  mine: member.button('one’s own stories and their state, and those that name one', pageId),
  list: member.button('a page of what is published: `page`', textId),
  show: member.menu('shows a story; as a menu the value is its number', SELECT_OPTIONS_MAX, storyOrNone, { transaction: 'own' }),
  yes: member.button('somebody who is asked may be named', storyId),
  no: member.button('somebody may not, or no longer, be named', storyId),
  'not-now': member.button('puts an invitation to tell a story aside', textId),

  review: organiser.button('a page of what waits: `page`', textId),
  approve: organiser.button('publishes what they have read', seenId),
  comment: organiser.form('gives it back to its author: `comment`', {
    id: seenId,
    title: 'stories.form.comment-title',
    submit: 'stories.button.give-back',
    fields: commentFields,
    errorsAt: 'comment',
  }),
  edit: organiser.form('changes the words in one language, with a trace; its author reads them first', {
    id: seenText,
    title: 'stories.form.edit-title',
    fields: wordFields,
    errorsAt: 'title',
    prepare: editContents,
  }),
  decline: organiser.form('does not publish it: `comment`, which its author reads', {
    id: seenId,
    title: 'stories.form.decline-title',
    submit: 'stories.button.decline',
    fields: commentFields,
    errorsAt: 'comment',
  }),
});
