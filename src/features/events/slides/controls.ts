import type { Request } from '../../../core/request.js';
import { button, type Context, defineControls, form, menu, orNone } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { eventId } from '../ids.js';
import { FEATURE } from '../names.js';
import { titleIn } from '../text-of.js';
import type { EventId } from '../types.js';
import { addFields, whatFields } from './fields.js';
import { requireAsked, requireGiver } from './find.js';
import { fileId, laterId } from './ids.js';
import type { FileId } from './types.js';

const member = { access: 'member' } as const;

/** Files of an event: how they are given, and how people get them. */
export const slidesControls = defineControls(FEATURE, {
  'file-add': form({
    ...member,
    about: 'gives a file; organisers, hosts, facilitators and speakers of the event',
    id: eventId,
    title: 'events-slides.form.add',
    fields: addFields,
    errorsAt: 'file',
    prepare: addContents,
    transaction: 'own',
  }),
  'file-what': form({
    ...member,
    about: 'says what a file is that one has given',
    id: fileId,
    title: 'events-slides.form.what',
    fields: whatFields,
    errorsAt: 'kind',
    prepare: whatContents,
  }),
  'file-discard': button({ ...member, about: 'throws away a file that one is asked about', id: fileId }),
  'files-manage': button({ ...member, about: 'what there is of an event, and whom it reached; for those who may give files', id: eventId }),
  'file-show': menu({
    ...member,
    about: 'one file, for those who may take it away; as a menu the value is its number',
    id: orNone(fileId),
  }),
  'file-remove': button({ ...member, about: 'asks before a file is taken away', id: fileId }),
  'file-remove-yes': button({ ...member, about: 'takes a file away; whoever gave it, and organisers', id: fileId }),
  files: button({ ...member, about: 'the files of an event, for those who may have them', id: eventId }),
  file: button({ ...member, about: 'sends a file of an event', id: fileId, transaction: 'own' }),
  'files-later': button({ ...member, about: 'whether one wants files that are added later', id: laterId }),
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
