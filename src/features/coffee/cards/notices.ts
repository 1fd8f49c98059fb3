import { actions, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Block, Card } from '../../../core/message.js';
import { speaker } from '../../../language/index.js';
import { controls } from '../controls.js';
import type { Round, SettingsWithCoffee } from '../types.js';
import { personalInvitation } from './invitation.js';
import { sentence } from './labels.js';

/** The only partner of a match has left the community. */
export function partnerGoneCard(round: Round, language: Language): Card {
  return sentence(language, speaker(language)('coffee.partner-gone', { round: round.number }));
}

/** Tells a member that their coffee chats pause after a number of silent rounds. */
export function silencePauseCard(rounds: number, language: Language): Card {
  const say = speaker(language);
  return {
    language,
    blocks: [
      { type: 'heading', text: say('coffee.paused.title') },
      paragraph(say('coffee.paused.text', { rounds })),
      actions(controls.back.button(say.plain('coffee.button.back'), { style: 'primary' })),
    ],
  };
}

/** A pause is over; `open`: a round whose invitation is open. */
export function returnedCards(open: Round | undefined, settings: SettingsWithCoffee, language: Language): readonly Card[] {
  const say = speaker(language);
  const greeting: readonly Block[] = [{ type: 'heading', text: say('coffee.returned.title') }, paragraph(say('coffee.returned.text'))];
  if (open) return [{ language, blocks: greeting }, personalInvitation(open, settings, language)];
  const pause = controls.pause.button(say.plain('coffee.button.pause'), { id: undefined });
  return [{ language, blocks: [...greeting, actions(pause)] }];
}
