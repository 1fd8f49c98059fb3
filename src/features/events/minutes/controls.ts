import { LANGUAGES } from '../../../core/language.js';
import {
  button,
  choiceField,
  choicesField,
  dateField,
  defineControls,
  dottedId,
  form,
  menu,
  numberId,
  textField,
  versionId,
} from '../../../feature-api/index.js';
import { type MessageKey, speaker } from '../../../language/index.js';
import { cleanLine } from '../../members/public.js';
import { eventId, goneEvent } from '../ids.js';
import { FEATURE } from '../names.js';
import type { NoteId } from '../types.js';
import { correctContents, editActionContents, editContents, mergeContents, newContents, noteContents } from './form-contents.js';
import { goneNote } from './note.js';
import { RESPONSIBLE_MAX, WORDS_MAX } from './rules/meetings.js';

export const noteId = numberId<NoteId>(goneNote);
const seenMinutes = dottedId({ event: eventId, version: versionId(goneEvent) });
const seenNote = dottedId({ note: noteId, version: versionId(goneEvent) });
/** Whether somebody keeps the minutes is checked where they are read: the note-taker of an event is a member like others. */
const member = { access: 'member' } as const;

const SAID = ['update', 'challenge', 'recommendation'] as const;
export const FORMATS = ['docx', 'pdf', 'html'] as const;
export type Format = (typeof FORMATS)[number];
/** One menu has each kind of file in each language. */
export const FILES = FORMATS.flatMap((format) => LANGUAGES.map((language) => ({ format, language })));

const words = textField({ label: 'events-minutes.form.words', max: WORDS_MAX, multiline: true, required: true });
const sector = choiceField({ label: 'events-minutes.form.sector' });
const action = {
  words,
  responsible: textField({
    label: 'events-minutes.form.responsible',
    hint: 'events-minutes.form.responsible-hint',
    max: RESPONSIBLE_MAX,
    tidy: cleanLine,
  }),
  dueOn: dateField({ label: 'events-minutes.form.due' }),
  sector,
};

/** Notes, minutes and actions of meetings. */
export const minutesControls = defineControls(FEATURE, {
  note: form({
    ...member,
    about: 'notes an update, a challenge or a recommendation, for one’s organisation or for nobody',
    id: eventId,
    title: 'events-minutes.form.note-title',
    fields: {
      kind: choiceField({
        label: 'events-minutes.form.kind',
        choices: SAID,
        choiceLabel: (kind, reader) => speaker(reader).plain(`events-minutes.kind.${kind}`),
      }),
      sector,
      words,
      attribution: attributionField(['organisation', 'nobody'], {
        organisation: 'events-minutes.form.as-organisation',
        nobody: 'events-minutes.form.as-nobody',
      }),
    },
    errorsAt: 'words',
    prepare: noteContents,
  }),
  'note-withdraw': button({ ...member, about: 'takes back what one noted', id: noteId }),
  minutes: button({ ...member, about: 'shows minutes: `<event>.<page>`', id: dottedId({ event: eventId, page: versionId() }) }),
  'minutes-file': menu({ ...member, about: 'menu: minutes as a file, `<format>-<language>`', id: eventId, transaction: 'own' }),
  'minutes-decision': form({
    ...member,
    about: 'writes down a decision; who keeps the minutes',
    id: eventId,
    title: 'events-minutes.form.decision-title',
    fields: { words, sector },
    errorsAt: 'words',
    prepare: newContents,
  }),
  'minutes-action': form({
    ...member,
    about: 'writes down who does what by when; who keeps the minutes',
    id: eventId,
    title: 'events-minutes.form.action-title',
    fields: action,
    errorsAt: 'words',
    prepare: newContents,
  }),
  'minutes-edit': menu({ ...member, about: 'menu: which note to change; who keeps the minutes', id: seenMinutes }),
  'note-edit': form({
    ...member,
    about: 'other words, sector or attribution; who keeps the minutes',
    id: seenNote,
    title: 'events-minutes.form.edit-title',
    fields: {
      words,
      sector,
      attribution: attributionField(['keep', 'nobody'], { keep: 'events-minutes.form.keep', nobody: 'events-minutes.form.as-nobody' }),
    },
    errorsAt: 'words',
    prepare: editContents,
  }),
  'action-edit': form({
    ...member,
    about: 'another action; who keeps the minutes',
    id: seenNote,
    title: 'events-minutes.form.action-title',
    fields: action,
    errorsAt: 'words',
    prepare: editActionContents,
  }),
  'note-drop': menu({
    ...member,
    about: 'menu: takes a note out, or a correction that was dealt with; who keeps the minutes',
    id: seenMinutes,
  }),
  'minutes-merge': form({
    ...member,
    about: 'makes one note of several; who keeps the minutes',
    id: seenMinutes,
    title: 'events-minutes.form.merge-title',
    fields: {
      notes: choicesField({ label: 'events-minutes.form.merged', required: true }),
      words: textField({
        label: 'events-minutes.form.merged-words',
        hint: 'events-minutes.form.merged-hint',
        max: WORDS_MAX,
        multiline: true,
      }),
    },
    errorsAt: 'notes',
    prepare: mergeContents,
  }),
  'minutes-draft': button({ access: 'organiser', about: 'shows the draft to members for corrections', id: seenMinutes }),
  'minutes-approve': button({ access: 'organiser', about: 'approves minutes after the correction round', id: seenMinutes }),
  'minutes-reopen': button({ access: 'organiser', about: 'opens minutes again', id: seenMinutes }),
  'minutes-correct': form({
    ...member,
    about: 'says what is wrong in the draft',
    id: eventId,
    title: 'events-minutes.form.correct-title',
    fields: { words },
    errorsAt: 'words',
    prepare: correctContents,
  }),
  actions: button({ access: 'organiser', about: 'shows all open actions' }),
  'action-which': menu({ access: 'organiser', about: 'menu: asks what became of an action' }),
  'action-done': button({ ...member, about: 'an action is done; who does it, and who keeps the minutes', id: noteId }),
  'action-later': button({ ...member, about: 'an action is asked for in a week again', id: noteId }),
  'action-not': button({ ...member, about: 'an action will not be done', id: noteId }),
});

function attributionField<const W extends string>(choices: readonly W[], labels: Readonly<Record<W, MessageKey>>) {
  return choiceField({
    label: 'events-minutes.form.attribution',
    choices,
    choiceLabel: (choice, reader) => speaker(reader).plainKey(labels[choice]),
  });
}
