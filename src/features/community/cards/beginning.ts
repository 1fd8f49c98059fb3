import { actions, heading, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Button, Card } from '../../../core/message.js';
import type { Phrase } from '../../../core/phrase.js';
import { cardIn } from '../../../language/index.js';
import { communityControls } from '../controls.js';

/** The first steps, of which the set-up is the first, with a mark at each that is done; the next one is the primary button. */
export function beginningCard(
  steps: readonly { readonly done: boolean; readonly text: Phrase; readonly button: Button }[],
  language: Language,
): Card {
  const open = steps.filter(({ done }) => !done);
  const count = { done: steps.length - open.length, all: steps.length };
  return cardIn(language, (say) => [
    heading(say('community.beginning.title')),
    paragraph(say(steps[0]?.done ? 'community.beginning.done' : 'community.beginning.text', count)),
    { type: 'list', items: steps.map(({ done, text }) => [done ? '✅ ' : '⬜ ', ...say.phrase(text)]) },
    actions(
      ...open.map(({ button: { style, ...button } }, index) =>
        index === 0 ? { ...button, style: style === 'danger' ? style : ('primary' as const) } : button,
      ),
      communityControls['beginning-away'].button(say.plain('community.beginning.away')),
    ),
  ]);
}

/** Tells where the steps are, now that they are no longer shown. */
export function beginningAwayCard(commands: readonly string[], language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say('community.beginning.is-away')),
    { type: 'list', items: commands.map((text) => [{ type: 'code', text }]) },
  ]);
}
