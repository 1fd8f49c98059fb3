import { SELECT_OPTIONS_MAX } from '../../../core/message.js';
import { defineControls, member, organiser, pageId, textId } from '../../../feature-api/index.js';
import { FEATURE } from '../names.js';
import { attachFields, closeFields, nameFields, notItFields, wantedFields, withdrawFields } from './fields.js';
import { attachContents, editContents, nameContents, wantedContents } from './form-contents.js';
import { answerId, givenId, requestId, requestOrNone, sendingId, wordsOrNone } from './ids.js';

/** Buttons, menus and forms of requests; docs/action-ids.md lists them. */
export const requestControls = defineControls(FEATURE, {
  request: member.form('writes a request, which is sent with `request-send` only; with the words that nothing was found for, or 0', {
    id: wordsOrNone,
    title: 'resources-request.form.title',
    submit: 'common.next',
    fields: wantedFields,
    errorsAt: 'deadline',
    prepare: wantedContents,
  }),
  'request-edit': member.form('changes a request; for its author, as all that changes one', {
    id: requestId,
    title: 'resources-request.form.edit-title',
    fields: wantedFields,
    errorsAt: 'deadline',
    prepare: editContents,
  }),
  'request-send': member.button('asks the community, with or without its author’s name', sendingId),
  'request-drop': member.button('deletes a request that was not sent', requestId),
  'request-withdraw': member.form('takes a request back: `why`', {
    id: requestId,
    title: 'resources-request.form.withdraw-title',
    submit: 'resources-request.button.withdraw',
    fields: withdrawFields,
  }),
  'request-mine': member.button('one’s own requests and their state', pageId),
  'request-list': member.button('a page of open requests: `page`', textId),
  'request-show': member.menu('shows a request; as a menu the value is its number', SELECT_OPTIONS_MAX, requestOrNone),
  'request-help': member.button('wants to help, and shows how', requestId),
  'request-pass': member.button('does not want to help this time', requestId),
  'request-name': member.form('answers with what is in the resource centre: its number or its title', {
    id: requestId,
    title: 'resources-request.form.name-title',
    submit: 'resources-request.button.give',
    fields: nameFields,
    errorsAt: 'resource',
    prepare: nameContents,
  }),
  'request-attach': member.form('answers with a file, which becomes a draft of the helper’s', {
    id: requestId,
    title: 'resources-request.form.attach-title',
    submit: 'resources-request.button.give',
    fields: attachFields,
    errorsAt: 'file',
    prepare: attachContents,
    transaction: 'own',
  }),
  'request-get': member.button('sends a file that an answer gave', givenId, { transaction: 'own' }),
  'request-yes': member.button('an answer helps, which ends the request', answerId),
  'request-no': member.form('an answer is not what is needed; the request is open again', {
    id: answerId,
    title: 'resources-request.form.not-it-title',
    submit: 'resources.button.tell',
    fields: notItFields,
  }),
  requests: organiser.button('a page of open requests with what organisers need: `page`', textId),
  'request-close': organiser.form('closes a request: `reason`, which its author reads', {
    id: requestId,
    title: 'resources-request.form.close-title',
    submit: 'resources-request.button.close',
    fields: closeFields,
    errorsAt: 'reason',
  }),
});
