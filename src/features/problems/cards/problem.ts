import { heading, note, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Block, Card } from '../../../core/message.js';
import type { Phrase } from '../../../core/phrase.js';
import { plain } from '../../../core/text.js';
import type { Zone } from '../../../core/time.js';
import { cardIn, formatInstant, speaker } from '../../../language/index.js';
import type { OpenProblem } from '../types.js';

/** Tells organisers of a new problem. */
export function problemCard({ explanation }: Pick<OpenProblem, 'explanation'>, language: Language): Card {
  return cardIn(language, (say) => [
    heading(say('problems.title')),
    paragraph(say.phrase(explanation)),
    note(say('problems.once', { command: { type: 'code', text: '/community agenda' } })),
  ]);
}

/** Tells organisers that a problem is over. */
export function recoveryCard(recovery: Phrase, language: Language): Card {
  return cardIn(language, (say) => [heading(say('problems.over')), paragraph(say.phrase(recovery))]);
}

/** What is still open, for the agenda; no blocks where nothing is. Moments are shown in `zone`. */
export function openProblemsBlocks(problems: readonly OpenProblem[], zone: Zone, language: Language): readonly Block[] {
  if (problems.length === 0) return [];
  const say = speaker(language);
  return [
    heading(say('problems.open')),
    {
      type: 'list',
      items: problems.map(({ explanation, since }) =>
        say('problems.open-since', {
          problem: plain(say.phrase(explanation)),
          when: formatInstant(since, zone, language, 'date-time'),
        }),
      ),
    },
  ];
}
