import { defineControls, member, numberId } from '../../../feature-api/index.js';
import { editionFields } from '../fields.js';
import { firstContents } from '../form-contents.js';
import { FEATURE } from '../names.js';
import type { SaveId } from '../types.js';
import { noLongerKept } from './errors.js';

export const savingControls = defineControls(FEATURE, {
  save: member.form('begins a resource with a link or a file of a message, for whoever opened the message’s menu', {
    id: numberId<SaveId>(noLongerKept),
    title: 'resources.form.add-title',
    submit: 'common.next',
    fields: editionFields,
    errorsAt: 'title',
    prepare: firstContents,
  }),
});
