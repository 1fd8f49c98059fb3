import { paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Block, Card } from '../../../core/message.js';
import type { Settings } from '../../../core/settings.js';
import { speaker } from '../../../language/index.js';
import type { Round } from '../../../ports/coffee.js';
import { personalInvitation } from './invitation.js';
import { button, sentence } from './words.js';

/** The only other one of a match has left the community. */
export function partnerGoneCard(round: Round, language: Language): Card {
  return sentence(language, speaker(language)('coffee.partner-gone', { round: round.number }));
}

/** Somebody was silent for so many rounds that their coffee chats pause. */
export function silencePauseCard(rounds: number, language: Language): Card {
  const say = speaker(language);
  return {
    language,
    blocks: [
      { type: 'heading', text: say('coffee.paused.title') },
      paragraph(say('coffee.paused.text', { rounds })),
      { type: 'actions', controls: [button('back', 0, say.plain('coffee.button.back'), 'primary')] },
    ],
  };
}

/** A pause is over; `open`: a round that asks just now. */
export function returnedCards(open: Round | undefined, settings: Settings, language: Language): readonly Card[] {
  const say = speaker(language);
  const words: readonly Block[] = [{ type: 'heading', text: say('coffee.returned.title') }, paragraph(say('coffee.returned.text'))];
  if (open) return [{ language, blocks: words }, personalInvitation(open, settings, language)];
  return [{ language, blocks: [...words, { type: 'actions', controls: [button('pause', 0, say.plain('coffee.button.pause'))] }] }];
}
