import { actions, card, heading, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Card } from '../../../core/message.js';
import type { Text } from '../../../core/text.js';
import { cardIn, formatList, isolate, sharedLabel, speaker } from '../../../language/index.js';
import { membersControls as controls } from '../controls.js';
import { governorateLabel } from '../governorates.js';
import { asLabel } from '../text.js';
import type { JoinedId, Member, Organisation } from '../types.js';

/** Asks the organisers' channel about a proposal: one card a language, the buttons once, under all of them. */
export function proposalCards(
  organisation: Organisation,
  people: readonly Member[],
  languages: readonly [Language, ...Language[]],
): readonly Card[] {
  const cards = languages.map((language) => {
    const governorates = organisation.governorates.map((code) => governorateLabel(code, language));
    return cardIn(language, (say) => [
      heading([say.plain('members.proposal.title')]),
      paragraph(
        say('members.proposal.text', {
          people:
            formatList(
              people.map(({ name }) => isolate(name)),
              language,
            ) || '—',
        }),
      ),
      {
        type: 'facts',
        items: [
          { label: [say.plain('members.field.organisation')], value: [organisation.name] },
          { label: [say.plain('members.form.type')], value: [say.plain(`common.type.${organisation.type}`)] },
          { label: [say.plain('members.form.governorates')], value: [formatList(governorates, language) || '—'] },
        ],
      },
    ]);
  });
  return [...cards, card(languages[0], actions(...proposalButtons(organisation, languages)))];
}

function proposalButtons(organisation: Organisation, languages: readonly Language[]) {
  return [
    controls['org-approve'].button(sharedLabel(languages, 'members.proposal.approve'), { id: organisation.id, style: 'primary' }),
    controls['org-merge'].button(sharedLabel(languages, 'members.proposal.merge'), { id: organisation.id }),
    controls['org-refuse'].button(sharedLabel(languages, 'members.proposal.refuse'), { id: organisation.id, style: 'danger' }),
  ];
}

/** Asks an organiser which organisation the proposal is another name of. */
export function mergeCard(organisation: Organisation, alike: readonly Organisation[], language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(
      alike.length > 0 ? say('members.merge.ask', { name: organisation.name }) : say('members.merge.none', { name: organisation.name }),
    ),
    actions(
      ...(alike.length > 0
        ? [
            controls['org-merge-into'].menu(
              {
                label: say.plain('members.organisation.choose'),
                options: alike.map(({ id, name, type }) => ({
                  value: String(id),
                  label: asLabel(name),
                  description: say.plain(`common.type.${type}`),
                })),
              },
              { id: organisation.id },
            ),
          ]
        : []),
      controls['org-merge-search'].button(say.plain('members.button.search'), { id: organisation.id }),
    ),
  ]);
}

/** What was decided; `joined`: two people who can be parted again. */
export function decidedCards(languages: readonly Language[], sentence: (language: Language) => Text, joined?: JoinedId): readonly Card[] {
  const [first] = languages;
  return [
    ...languages.map((language) => card(language, paragraph(sentence(language)))),
    ...(joined === undefined || first === undefined
      ? []
      : [card(first, actions(controls.part.button(sharedLabel(languages, 'people.part.undo'), { id: joined, style: 'danger' })))]),
  ];
}

/** Tells organisers which organisations became equal, and offers to join each two. */
export function sameOrganisationsCards(
  pairs: readonly { readonly from: Organisation; readonly into: Organisation }[],
  languages: readonly [Language, ...Language[]],
): readonly Card[] {
  const cards = languages.map((language) => {
    const say = speaker(language);
    const items = pairs.map(({ from, into }) => say('members.same.pair', { one: into.name, other: from.name }));
    return card(language, heading(say('members.same.title')), paragraph(say('members.same.text')), { type: 'list', items });
  });
  const buttons = pairs.map(({ from, into }) =>
    controls['same-join'].button(asLabel(speaker(languages[0]).plain('members.same.join', { name: from.name })), {
      id: { from: from.id, into: into.id },
    }),
  );
  return [...cards, card(languages[0], actions(...buttons))];
}
