import type { Language } from '../../../../core/language.js';
import type { Text } from '../../../../core/text.js';
import { cutAtWord } from '../../../../kit/cut-at-word.js';
import { formatList, formatLocalDate, isolate, speaker } from '../../../../language/index.js';
import { sectorLabel } from '../../../members/public.js';
import type { Note } from '../../types.js';
import type { GroupedNotes, MergedNote } from '../rules/grouping.js';

/** The longest text of a note on a card; files have all of it. */
const SHOWN_MAX = 300;

/** A line of the minutes under its heading. */
export interface Line {
  readonly heading: string;
  readonly note: MergedNote;
  readonly text: Text;
}

export function shortWords({ words }: Pick<Note, 'words'>): string {
  return cutAtWord(words.replace(/\s+/g, ' '), SHOWN_MAX);
}

/** Who does an action, by when. */
export function whoAndWhen({ responsible, dueOn }: Pick<Note, 'responsible' | 'dueOn'>, language: Language) {
  const say = speaker(language);
  return {
    who: responsible ?? say.plain('events-minutes.no-one'),
    when: dueOn === null ? say.plain('events-minutes.no-date') : formatLocalDate(dueOn, language),
  };
}

export function actionText(note: Note, language: Language): Text {
  const said = speaker(language)('events-minutes.action-line', { words: shortWords(note), ...whoAndWhen(note, language) });
  return note.outcome === 'done' || note.outcome === 'not'
    ? [...said, ` · ${speaker(language).plain(`events-minutes.print.${note.outcome}`)}`]
    : said;
}

/** All lines of minutes in their order: by sector, then decisions, then actions. */
export function linesOf(grouped: GroupedNotes, organisations: ReadonlyMap<number, string>, language: Language): readonly Line[] {
  const say = speaker(language);
  const said = (note: MergedNote): Text => {
    const names = note.organisations.flatMap((id) => organisations.get(id) ?? []);
    const by =
      names.length === 0
        ? ''
        : ` — ${formatList(
            names.map((name) => isolate(name)),
            language,
          )}`;
    return [`${isolate(shortWords(note))}${by}`];
  };
  return [
    ...grouped.sectors.flatMap(({ sector, notes }) =>
      notes.map((note) => ({
        heading: sectorName(sector, language),
        note,
        text: [`${say.plain(`events-minutes.kind.${note.kind}`)}: `, ...said(note)],
      })),
    ),
    ...grouped.decisions.map((note) => ({ heading: say.plain('events-minutes.print.decisions'), note, text: said(note) })),
    ...grouped.actions.map((note) => ({ heading: say.plain('events-minutes.print.actions'), note, text: actionText(note, language) })),
  ];
}

export function sectorName(sector: string | null, language: Language): string {
  return sector === null ? speaker(language).plain('events-minutes.no-sector') : sectorLabel(sector, language);
}
