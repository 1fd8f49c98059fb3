import { button, defineControls, form, menu, textId } from '../../../feature-api/index.js';
import { FEATURE } from '../names.js';
import { attachFields, closeFields, nameFields, notItFields, wantedFields, withdrawFields } from './fields.js';
import { attachContents, editContents, nameContents, wantedContents } from './form-contents.js';
import { answerId, givenId, requestId, requestOrNone, sendingId, wordsOrNone } from './ids.js';

const member = { access: 'member' } as const;

/** Buttons, menus and forms of requests; docs/action-ids.md lists them. */
export const requestControls = defineControls(FEATURE, {
  request: form({
    ...member,
    about: 'writes a request, which is sent with `request-send` only; with the words that nothing was found for, or 0',
    id: wordsOrNone,
    title: 'resources-request.form.title',
    submit: 'common.next',
    fields: wantedFields,
    errorsAt: 'deadline',
    prepare: wantedContents,
  }),
  'request-edit': form({
    ...member,
    about: 'changes a request; for its author, as all that changes one',
    id: requestId,
    title: 'resources-request.form.edit-title',
    fields: wantedFields,
    errorsAt: 'deadline',
    prepare: editContents,
  }),
  'request-send': button({ ...member, about: 'asks the community, with or without its author’s name', id: sendingId }),
  'request-drop': button({ ...member, about: 'deletes a request that was not sent', id: requestId }),
  'request-withdraw': form({
    ...member,
    about: 'takes a request back: `why`',
    id: requestId,
    title: 'resources-request.form.withdraw-title',
    submit: 'resources-request.button.withdraw',
    fields: withdrawFields,
  }),
  'request-mine': button({ ...member, about: 'one’s own requests and their state' }),
  'request-list': button({ ...member, about: 'a page of open requests: `page`', id: textId }),
  'request-show': menu({ ...member, about: 'shows a request; as a menu the value is its number', id: requestOrNone }),
  'request-help': button({ ...member, about: 'wants to help, and shows how', id: requestId }),
  'request-pass': button({ ...member, about: 'does not want to help this time', id: requestId }),
  'request-name': form({
    ...member,
    about: 'answers with what is in the resource centre: its number or its title',
    id: requestId,
    title: 'resources-request.form.name-title',
    submit: 'resources-request.button.give',
    fields: nameFields,
    errorsAt: 'resource',
    prepare: nameContents,
  }),
  'request-attach': form({
    ...member,
    about: 'answers with a file, which becomes a draft of the helper’s',
    id: requestId,
    title: 'resources-request.form.attach-title',
    submit: 'resources-request.button.give',
    fields: attachFields,
    errorsAt: 'file',
    prepare: attachContents,
    transaction: 'own',
  }),
  'request-get': button({ ...member, about: 'sends a file that an answer gave', id: givenId, transaction: 'own' }),
  'request-yes': button({ ...member, about: 'an answer helps, which ends the request', id: answerId }),
  'request-no': form({
    ...member,
    about: 'an answer is not what is needed; the request is open again',
    id: answerId,
    title: 'resources-request.form.not-it-title',
    submit: 'resources.button.tell',
    fields: notItFields,
  }),
  requests: button({ access: 'organiser', about: 'a page of open requests with what organisers need: `page`', id: textId }),
  'request-close': form({
    access: 'organiser',
    about: 'closes a request: `reason`, which its author reads',
    id: requestId,
    title: 'resources-request.form.close-title',
    submit: 'resources-request.button.close',
    fields: closeFields,
    errorsAt: 'reason',
  }),
});
