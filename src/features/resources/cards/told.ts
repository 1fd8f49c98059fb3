import { actions, paragraph, quote } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Card } from '../../../core/message.js';
import { cardIn } from '../../../language/index.js';
import { resourcesControls as controls } from '../controls.js';
import type { Resource } from '../types.js';

export type Decided = Extract<Resource['state'], 'approved' | 'declined' | 'removed'>;

/** Tells a contributor what became of their resource. */
export function decidedCard({ id, title, reason }: Resource, state: Decided, language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say(`resources.told.${state}`)),
    quote([title]),
    reason !== null && state !== 'approved' && quote([reason]),
    actions(controls.show.button(say.plain('resources.button.show'), { id })),
  ]);
}

/** Tells who can mend it that somebody found something outdated or wrong. */
export function flaggedCard({ id, title }: Resource, words: readonly string[], isOwner: boolean, language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say(isOwner ? 'resources.told.flagged' : 'resources.told.unowned')),
    quote([title]),
    ...words.map((text) => quote([text])),
    actions(
      controls.show.button(say.plain('resources.button.show'), { id }),
      controls.settle.button(say.plain('resources.button.settle'), { id }),
    ),
  ]);
}

/** Tells organisers that something waits for them. */
export function waitingCard(count: number, language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say('resources.told.waiting', { count })),
    actions(controls.review.button(say.plain('resources.button.review'), { id: '0' })),
  ]);
}
