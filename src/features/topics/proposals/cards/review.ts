import { actions, heading, paragraph, quote } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Card } from '../../../../core/message.js';
import { cardIn } from '../../../../language/index.js';
import type { OpenText } from '../../store/index.js';
import type { Proposal } from '../../types.js';
import { topicsControls as controls } from '../controls.js';
import { optionOf } from './labels.js';

/** Asks what a proposal is to be merged into. */
export function mergeCard({ id, version, title }: Proposal, targets: readonly OpenText[], language: Language): Card {
  return cardIn(language, (say) => [
    heading(say('topics.merge.title')),
    quote([title]),
    paragraph(say(targets.length === 0 ? 'topics.merge.none' : 'topics.merge.text')),
    targets.length > 0 &&
      actions(
        controls['merge-into'].menu(
          { label: say.plain('topics.merge.choose'), options: targets.map((target) => optionOf(target, language)) },
          { id: { id, version } },
        ),
      ),
    actions(controls.show.button(say.plain('common.back'), { id })),
  ]);
}
