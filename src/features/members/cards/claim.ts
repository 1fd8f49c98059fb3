import { actions, card, heading, note, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Card } from '../../../core/message.js';
import { cardIn, sharedLabel } from '../../../language/index.js';
import type { Likeness } from '../claims.js';
import { membersControls as controls } from '../controls.js';
import type { Member, Organisation } from '../types.js';

/** Asks organisers whether two are one person. It shows what is alike, and nothing else of either profile. */
export function claimCards(
  came: Member,
  organisation: Organisation | undefined,
  listed: Member,
  likeness: Likeness,
  languages: readonly [Language, ...Language[]],
): readonly Card[] {
  const id = { came: came.id, listed: listed.id };
  const [first] = languages;
  return [
    ...languages.map((language) => {
      return cardIn(language, (say) => [
        heading(say('people.claim.title')),
        paragraph(
          say('people.claim.text', { name: came.name, organisation: organisation?.name ?? say.plain('people.link.no-organisation') }),
        ),
        { type: 'list', items: [[`${listed.name}: ${say.plain(`people.claim.${likeness}`)}`]] },
        note(say('people.claim.care')),
      ]);
    }),
    card(
      first,
      actions(
        controls['claim-yes'].button(sharedLabel(languages, 'people.claim.yes'), { id, style: 'primary' }),
        controls['claim-no'].button(sharedLabel(languages, 'people.claim.no'), { id }),
      ),
    ),
  ];
}
