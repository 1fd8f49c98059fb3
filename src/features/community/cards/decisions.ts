import { actions, card, heading, note, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Card } from '../../../core/message.js';
import { speaker } from '../../../language/index.js';
import { communityControls as controls } from '../controls.js';
import type { Decisions } from '../decisions.js';

/** Pending decisions with their buttons, above everything else; no cards where nothing waits. */
export function decisionsCards({ count, cards }: Decisions, language: Language): readonly Card[] {
  if (count === 0) return [];
  const say = speaker(language);
  return [card(language, heading(say('community.decisions.title')), note(say('community.decisions.count', { count }))), ...cards];
}

/** Says below another answer that decisions wait, and leads to them. */
export function decisionsHint({ count }: Decisions, language: Language): readonly Card[] {
  if (count === 0) return [];
  const say = speaker(language);
  return [
    card(
      language,
      paragraph(say('community.decisions.count', { count })),
      actions(controls.agenda.button(say.plain('community.decisions.show'), { id: 'upcoming' })),
    ),
  ];
}
