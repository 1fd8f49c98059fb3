import { actions, card, heading, paragraph } from '../../../core/blocks.js';
import { directionOf, type Language } from '../../../core/language.js';
import type { Card } from '../../../core/message.js';
import type { Text } from '../../../core/text.js';
import { cardIn, formatList, isolate, speaker } from '../../../language/index.js';
import { membersControls as controls } from '../controls.js';
import type { NamesakePage } from '../namesakes.js';
import { asLabel } from '../text.js';
import type { Profile } from '../types.js';

/** Where somebody of that name works, with the address that organisers may see. */
export function placeOf({ member, organisation }: Profile, language: Language): string {
  // What a profile shows to nobody stays out.
  const email = member.visibility.email === 'nobody' ? null : member.email;
  return placeText(organisation?.name, email, language);
}

function placeText(organisation: string | undefined, email: string | null | undefined, language: Language): string {
  const say = speaker(language);
  const place = organisation ?? say.plain('people.link.no-organisation');
  return email ? say.plain('people.namesakes.place', { place, email }) : place;
}

/** Lines whose names are known from other organisations: each pair, and one answer for all of them. */
export function namesakesCard({ lines, left }: NamesakePage, language: Language): Card {
  const [first] = lines;
  const last = lines.at(-1);
  if (!first || !last) return card(language, paragraph(speaker(language)('people.question.none')));
  const ids = { first: first.question.id, last: last.question.id };
  return cardIn(language, (say) => [
    heading(say('people.namesakes.title', { left })),
    paragraph(say('people.namesakes.text')),
    {
      type: 'facts',
      items: lines.map(({ question: { row }, known }) => ({
        label: [row.name],
        value: say('people.namesakes.pair', {
          listed: placeText(row.organisation, row.email, language),
          known: formatList(
            known.map((profile) => isolate(placeOf(profile, language), directionOf(language))),
            language,
          ),
        }),
      })),
    },
    actions(
      controls['namesakes-different'].button(say.plain('people.namesakes.all', { count: lines.length }), { id: ids, style: 'primary' }),
      controls.namesake.menu({
        label: say.plain('people.namesakes.one'),
        options: lines.map(({ question: { id, row } }) => ({
          value: String(id),
          label: asLabel(row.name),
          description: asLabel(row.organisation),
        })),
      }),
      controls.namesakes.button(say.plain('people.question.later'), { id: String(last.question.id) }),
    ),
  ]);
}

/** How many people were added, and how many lines wait on. */
export function namesakesText({ added, left }: { readonly added: number; readonly left: number }, language: Language): Text {
  const say = speaker(language);
  const done = say('people.namesakes.done', { count: added });
  return left === 0 ? done : [...done, ' ', ...say('people.namesakes.left', { count: left })];
}
