import { actions, card, heading, note, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Block, Card } from '../../../../core/message.js';
import { cardIn, isolate, speaker } from '../../../../language/index.js';
import { asLabel } from '../../../members/public.js';
import { columnsText } from '../columns-text.js';
import { attendanceControls as controls } from '../controls.js';
import { whoValue } from '../ids.js';
import type { Doubt, ImportedFile, UnknownColumns } from '../import.js';

/** How many menus one card shows. */
const ASKED = 4;
const NAMED = 20;

/** The columns of a file of another program, and the form in which an organiser says what they are. */
export function columnsCard({ session, columns, file }: UnknownColumns, language: Language): Card {
  return cardIn(language, (say) => [
    heading(say('events-attendance.file.columns-title')),
    paragraph(say('events-attendance.error.file-columns', { columns: columnsText(columns, language) })),
    paragraph(say('events-attendance.file.columns-ask')),
    actions(
      controls['attendance-columns'].button(say.plain('events-attendance.button.columns'), {
        id: { session: session.id, file },
        style: 'primary',
      }),
      controls['attendance-file'].button(say.plain('events-attendance.button.file'), { id: session.id }),
    ),
  ]);
}

/** What became of a file, with a menu for each of the first doubts. */
export function importedCard({ event, session, matched, doubts, unknown }: ImportedFile, language: Language): Card {
  const asked = doubts.slice(0, ASKED);
  const others = [...doubts.slice(ASKED).map(({ name }) => name), ...unknown];
  return cardIn(language, (say) => [
    heading(say('events-attendance.file.title')),
    paragraph(say('events-attendance.file.matched', { count: matched })),
    asked.length > 0 && paragraph(say('events-attendance.file.doubts')),
    ...asked.map((doubt): Block => {
      const label = asLabel(say.plain('events-attendance.file.who', { name: doubt.name, share: doubt.share }));
      return actions(
        controls['attendance-match'].menu({ label, options: optionsOf(doubt) }, { id: { session: session.id, share: doubt.share } }),
      );
    }),
    others.length > 0 && paragraph(say('events-attendance.file.unknown', { count: others.length })),
    others.length > 0 && { type: 'list', items: others.slice(0, NAMED).map((name) => [isolate(name)]) },
    others.length > NAMED && note(say('events-attendance.file.more', { count: others.length - NAMED })),
    actions(controls.attendance.button(say.plain('events-attendance.button.list'), { id: event.id })),
  ]);
}

const optionsOf = ({ choices }: Doubt) => choices.map(({ who, name }) => ({ value: whoValue(who), label: asLabel(name) }));

/** An organiser said who somebody of a file is, who was there for `share` percent of the session. */
export function settledCard(name: string, share: number, language: Language): Card {
  return card(language, paragraph(speaker(language)('events-attendance.file.settled', { name, share })));
}
