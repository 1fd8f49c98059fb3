import { actions, card, heading, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Card } from '../../../core/message.js';
import { cardIn, speaker } from '../../../language/index.js';
import type { Member } from '../../members/public.js';
import { communityControls as controls } from '../controls.js';

/** Offered to an administrator of a platform's space while nobody organises the community. */
export function roleOfferCard(language: Language): Card {
  return cardIn(language, (say) => [
    heading(say('people.role.offer-title')),
    paragraph(say('people.role.offer')),
    actions(controls['take-up'].button(say.plain('people.role.take'), { style: 'primary' })),
  ]);
}

/** Tells which role a member has now. */
export function roleCard({ name, role }: Pick<Member, 'name' | 'role'>, language: Language): Card {
  return cardIn(language, (say) => [paragraph(say('people.role.changed', { name, role }))]);
}

/** Tells an administrator who took up the role what to do first. */
export function roleTakenCard(language: Language): Card {
  return card(language, paragraph(speaker(language)('people.role.taken', { command: '/community setup' })));
}
