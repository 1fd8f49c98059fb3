import type { Request } from '../../../core/request.js';
import { type Context, defineControls, member, orNone } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { eventId } from '../ids.js';
import { FEATURE } from '../names.js';
import { titleIn } from '../text-of.js';
import type { EventId } from '../types.js';
import { addFields, whatFields } from './fields.js';
import { requireAsked, requireGiver } from './find.js';
import { fileId, laterId } from './ids.js';
import { FILES_MAX } from './rules/limits.js';
import type { FileId } from './types.js';

/** Files of an event: how they are given, and how people get them. */
export const slidesControls = defineControls(FEATURE, {
  'file-add': member.form('gives a file; organisers, hosts, facilitators and speakers of the event', {
    id: eventId,
    title: 'events-slides.form.add',
    fields: addFields,
    errorsAt: 'file',
    prepare: addContents,
    transaction: 'own',
  }),
  'file-what': member.form('says what a file is that one has given', {
    id: fileId,
    title: 'events-slides.form.what',
    fields: whatFields,
    errorsAt: 'kind',
    prepare: whatContents,
  }),
  'file-discard': member.button('throws away a file that one is asked about', fileId),
  'files-manage': member.button('what there is of an event, and whom it reached; for those who may give files', eventId),
  'file-show': member.menu('one file, for those who may take it away; as a menu the value is its number', FILES_MAX, orNone(fileId)),
  'file-remove': member.button('asks before a file is taken away', fileId),
  'file-remove-yes': member.button('takes a file away; whoever gave it, and organisers', fileId),
  files: member.button('the files of an event, for those who may have them', eventId),
  file: member.button('sends a file of an event', fileId, { transaction: 'own' }),
  'files-later': member.button('whether one wants files that are added later', laterId),
});

async function addContents(context: Context, { actor, language }: Request, id: EventId) {
  const { event } = await requireGiver(context, actor, id);
  const values = { language: event.language, kind: 'slides', others: 'no' } as const;
  return { introduction: speaker(language)('events-slides.form.introduction', { title: titleIn(event, language) }), values };
}

async function whatContents(context: Context, { actor, language }: Request, id: FileId) {
  const { file } = await requireAsked(context, actor, id);
  const { event } = await requireGiver(context, actor, file.event);
  const introduction = speaker(language)('events-slides.form.about', { name: file.name, title: titleIn(event, language) });
  return { introduction, values: { language: event.language, kind: 'slides', others: 'no' } as const };
}
