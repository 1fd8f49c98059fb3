import { instantOf } from '../../../../calendar/wall-clock.js';
import { actions, card, heading, note, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Card } from '../../../../core/message.js';
import type { Text } from '../../../../core/text.js';
import { cardIn, formatInstant, isolate, speaker } from '../../../../language/index.js';
import { makingControls } from '../../making/controls.js';
import { endsNextDay } from '../../rules/times.js';
import { importControls as controls } from '../controls.js';
import type { NewOnes } from '../known.js';
import type { ReadFile } from '../types.js';

const SHOWN = 10;

/** What would become of a file: drafts, and what is left out. Without `draft` there is nothing to make. */
export function importedCard(
  { events, problems, known }: ReadFile & Pick<NewOnes, 'known'>,
  draft: string | undefined,
  language: Language,
): Card {
  const say = speaker(language);
  const more = (count: number) => count > SHOWN && note(say('events-import.more', { count: count - SHOWN }));
  return card(
    language,
    heading(say('events-import.title')),
    paragraph(say('events-import.count', { count: events.length })),
    known > 0 && paragraph(say('events-import.known', { count: known })),
    events.length > 0 && {
      type: 'list',
      items: events.slice(0, SHOWN).map(({ title, times, zone, kind, rule }): Text => {
        const when = formatInstant(instantOf(times.date, times.startTime, zone), zone, language, 'date-time');
        const next = endsNextDay(times) ? ` · ${say.plain('events-hours.import', { end: times.endTime })}` : '';
        const repeats = rule === undefined ? '' : ` · ${say.plain('events-import.repeats')}`;
        return [`${isolate(title)} (${say.plain(`events.kind.${kind}`)}) — ${when}${next}${repeats}`];
      }),
    },
    more(events.length),
    problems.length > 0 && paragraph(say('events-import.problems', { count: problems.length })),
    problems.length > 0 && {
      type: 'list',
      items: problems
        .slice(0, SHOWN)
        .map(({ at, problem }): Text => [say.plain('events-import.line', { line: at }), ' ', ...say.phrase(problem)]),
    },
    more(problems.length),
    draft !== undefined && note(say('events-import.drafts-only')),
    draft !== undefined && actions(controls['import-make'].button(say.plain('events-import.button.make'), { id: draft, style: 'primary' })),
  );
}

/** The drafts are being made. */
export function importingCard(language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say('events-import.making')),
    actions(makingControls.list.button(say.plain('events.button.list'), { id: '0' })),
  ]);
}
