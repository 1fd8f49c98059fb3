import { InputError } from '../../../core/errors.js';
import type { Language } from '../../../core/language.js';
import type { Choice } from '../../../core/message.js';
import type { Request } from '../../../core/request.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase, speaker } from '../../../language/index.js';
import { asLabel, sectorLabel } from '../../members/public.js';
import type { EventId } from '../types.js';
import type { SeenMinutes } from './approve.js';
import { requireNote, type SeenNote } from './keep.js';
import { mergedNotes } from './rules/grouping.js';
import { requireKeeper, requireMeeting } from './view.js';

/** A choice needs a value: this one is no sector. */
const NO_SECTOR = '-';
/** How many notes the form offers: as many as a menu shows. */
const AT_ONCE = 25;

async function sectorOptions(context: Context, language: Language): Promise<readonly Choice[]> {
  const { sectors } = await context.community.settings();
  return [
    { value: NO_SECTOR, label: speaker(language).plain('events-minutes.no-sector') },
    ...sectors.slice(0, AT_ONCE - 1).map((sector) => ({ value: sector, label: sectorLabel(sector, language) })),
  ];
}

export async function noteContents(context: Context, { actor, language }: Request, id: EventId) {
  await requireMeeting(context, actor, id);
  return {
    introduction: speaker(language)('events-minutes.form.note-introduction'),
    options: { sector: await sectorOptions(context, language) },
    values: { kind: 'update' as const, sector: NO_SECTOR, attribution: 'organisation' as const },
  };
}

export async function newContents(context: Context, { actor, language }: Request, id: EventId) {
  await requireKeeper(context, actor, id);
  return { options: { sector: await sectorOptions(context, language) }, values: { sector: NO_SECTOR } };
}

export async function editContents(context: Context, { actor, language }: Request, seen: SeenNote) {
  const { note } = await requireNote(context, actor, seen);
  return {
    options: { sector: await sectorOptions(context, language) },
    values: { words: note.words, sector: note.sector ?? NO_SECTOR, attribution: 'keep' as const },
  };
}

export async function editActionContents(context: Context, { actor, language }: Request, seen: SeenNote) {
  const { note } = await requireNote(context, actor, seen);
  const { words, responsible, dueOn, sector } = note;
  return {
    options: { sector: await sectorOptions(context, language) },
    values: { words, sector: sector ?? NO_SECTOR, responsible: responsible ?? '', ...(dueOn && { dueOn }) },
  };
}

/** The notes that can be merged. Throws an `InputError` if there are fewer than two. */
export async function mergeContents(context: Context, { actor, language }: Request, { event }: SeenMinutes) {
  const { notes } = await requireKeeper(context, actor, event);
  const choices = mergedNotes(notes).filter(({ kind }) => kind !== 'correction');
  if (choices.length < 2) throw new InputError('nothing to merge', phrase('events-minutes.error.nothing-to-merge'));
  const say = speaker(language);
  return {
    options: {
      notes: choices.slice(0, AT_ONCE).map(({ id, kind, words }) => ({
        value: String(id),
        label: asLabel(`${say.plain(`events-minutes.kind.${kind}`)}: ${words}`),
      })),
    },
  };
}

export async function correctContents(context: Context, { actor, language }: Request, id: EventId) {
  await requireMeeting(context, actor, id);
  return { introduction: speaker(language)('events-minutes.form.correct-introduction') };
}
