import { LANGUAGES, type Language } from '../../../core/language.js';
import { SELECT_OPTIONS_MAX } from '../../../core/message.js';
import {
  choiceField,
  choicesField,
  dateField,
  defineControls,
  dottedId,
  lineField,
  member,
  numberId,
  organiser,
  textField,
  versionId,
} from '../../../feature-api/index.js';
import { type MessageKey, speaker, wordsOf } from '../../../language/index.js';
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
const SAID = ['update', 'challenge', 'recommendation'] as const;
export const FORMATS = ['docx', 'pdf', 'html'] as const;
export type Format = (typeof FORMATS)[number];
/** One menu has each kind of file in each language. */
const FILES = FORMATS.flatMap((format) => LANGUAGES.map((language) => ({ format, language })));
type MinutesFile = (typeof FILES)[number];

/** The value of a file in the menu. */
const fileCode = ({ format, language }: MinutesFile): string => `${format}-${language}`;
export const fileOf = (code: string): MinutesFile | undefined => FILES.find((file) => fileCode(file) === code);

function fileLabel(code: string, language: Language): string {
  const file = fileOf(code);
  if (!file) throw new RangeError(`no kind of file is called ${code}`);
  const say = speaker(language);
  return `${say.plain(`events-minutes.format.${file.format}`)} · ${say.plain(`common.language.${file.language}`)}`;
}

const words = textField({ label: 'events-minutes.form.words', max: WORDS_MAX, multiline: true, required: true });
const sector = choiceField({ label: 'events-minutes.form.sector' });
const action = {
  words,
  responsible: lineField({ label: 'events-minutes.form.responsible', hint: 'events-minutes.form.responsible-hint', max: RESPONSIBLE_MAX }),
  dueOn: dateField({ label: 'events-minutes.form.due' }),
  sector,
};

/** Notes, minutes and actions of meetings. */
export const minutesControls = defineControls(FEATURE, {
  note: member.form('notes an update, a challenge or a recommendation, for one’s organisation or for nobody', {
    id: eventId,
    title: 'events-minutes.form.note-title',
    fields: {
      kind: choiceField({ label: 'events-minutes.form.kind', choices: SAID, choiceLabel: wordsOf('events-minutes.kind') }),
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
  'note-withdraw': member.button('takes back what one noted', noteId),
  minutes: member.button('shows minutes: `<event>.<page>`', dottedId({ event: eventId, page: versionId() })),
  'minutes-file': member.choiceMenu(
    'menu: minutes as a file, `<format>-<language>`',
    { choices: FILES.map(fileCode), choiceLabel: (code, language) => fileLabel(code, language) },
    eventId,
    { transaction: 'own' },
  ),
  'minutes-decision': member.form('writes down a decision; who keeps the minutes', {
    id: eventId,
    title: 'events-minutes.form.decision-title',
    fields: { words, sector },
    errorsAt: 'words',
    prepare: newContents,
  }),
  'minutes-action': member.form('writes down who does what by when; who keeps the minutes', {
    id: eventId,
    title: 'events-minutes.form.action-title',
    fields: action,
    errorsAt: 'words',
    prepare: newContents,
  }),
  'minutes-edit': member.menu('menu: which note to change; who keeps the minutes', SELECT_OPTIONS_MAX, seenMinutes),
  'note-edit': member.form('other words, sector or attribution; who keeps the minutes', {
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
  'action-edit': member.form('another action; who keeps the minutes', {
    id: seenNote,
    title: 'events-minutes.form.action-title',
    fields: action,
    errorsAt: 'words',
    prepare: editActionContents,
  }),
  'note-drop': member.menu(
    'menu: takes a note out, or a correction that was dealt with; who keeps the minutes',
    SELECT_OPTIONS_MAX,
    seenMinutes,
  ),
  'minutes-merge': member.form('makes one note of several; who keeps the minutes', {
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
  'minutes-draft': organiser.button('shows the draft to members for corrections', seenMinutes),
  'minutes-approve': organiser.button('approves minutes after the correction round', seenMinutes),
  'minutes-reopen': organiser.button('opens minutes again', seenMinutes),
  'minutes-correct': member.form('says what is wrong in the draft', {
    id: eventId,
    title: 'events-minutes.form.correct-title',
    fields: { words },
    errorsAt: 'words',
    prepare: correctContents,
  }),
  actions: organiser.button('shows all open actions'),
  'action-which': organiser.menu('menu: asks what became of an action', SELECT_OPTIONS_MAX),
  'action-done': member.button('an action is done; who does it, and who keeps the minutes', noteId),
  'action-later': member.button('an action is asked for in a week again', noteId),
  'action-not': member.button('an action will not be done', noteId),
});

function attributionField<const W extends string>(choices: readonly W[], labels: Readonly<Record<W, MessageKey>>) {
  return choiceField({
    label: 'events-minutes.form.attribution',
    choices,
    choiceLabel: (choice, reader) => speaker(reader).plainKey(labels[choice]),
  });
}
