import { heading, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Card } from '../../../../core/message.js';
import { cardIn } from '../../../../language/index.js';
import { titleIn } from '../../text-of.js';
import type { Mark, Topic } from '../../types.js';
import { marksControls as controls } from '../controls.js';

/** A contribution that others marked, while its author has not said whether it may be told elsewhere. */
export interface Marked {
  readonly topic: Topic;
  readonly mark: Mark;
  /** They were asked since it was marked. */
  readonly isAsked: boolean;
}

/** Asks an author whether what others marked may be told elsewhere, and under which name. */
export function namingCard({ topic, mark }: Pick<Marked, 'topic' | 'mark'>, language: Language): Card {
  return cardIn(language, (say) => [
    heading(say('topics-marks.naming.title')),
    paragraph(say(`topics-marks.naming.${mark}`)),
    { type: 'quote', text: [titleIn(topic, language)] },
    paragraph(say('topics-marks.naming.ask')),
    {
      type: 'actions',
      controls: [
        controls.naming.button(say.plain('topics-marks.button.by-name'), { id: 'by-name' }),
        controls.naming.button(say.plain('topics-marks.button.by-organisation'), { id: 'by-organisation' }),
        controls.naming.button(say.plain('topics-marks.button.no'), { id: 'no' }),
      ],
    },
  ]);
}
