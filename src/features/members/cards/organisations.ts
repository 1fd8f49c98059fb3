import type { Language } from '../../../core/language.js';
import { actionId, type Card } from '../../../core/message.js';
import type { Text } from '../../../core/text.js';
import { formatList, inLanguages, isolate, speaker } from '../../../language/index.js';
import type { Member, Organisation } from '../../../ports/members.js';
import { governorateLabel } from '../places.js';
import { asLabel } from '../words.js';
import { button, card, heading, paragraph } from './controls.js';

/** Asks the organisers' channel about a proposal: one card a language, the buttons once, under all of them. */
export function proposalCards(
  organisation: Organisation,
  people: readonly Member[],
  languages: readonly [Language, ...Language[]],
): readonly Card[] {
  const cards = languages.map((language) => {
    const say = speaker(language);
    const governorates = organisation.governorates.map((code) => governorateLabel(code, language));
    return card(
      language,
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
    );
  });
  return [...cards, card(languages[0], { type: 'actions', controls: proposalButtons(organisation, languages) })];
}

function proposalButtons(organisation: Organisation, languages: readonly Language[]) {
  return [
    button('org-approve', inLanguages(languages, 'members.proposal.approve'), { id: organisation.id, style: 'primary' }),
    button('org-merge', inLanguages(languages, 'members.proposal.merge'), { id: organisation.id }),
    button('org-refuse', inLanguages(languages, 'members.proposal.refuse'), { id: organisation.id, style: 'danger' }),
  ];
}

/** For an organiser: which organisation the proposal is another name of. */
export function mergeCard(organisation: Organisation, alike: readonly Organisation[], language: Language): Card {
  const say = speaker(language);
  return card(
    language,
    paragraph(
      alike.length > 0 ? say('members.merge.ask', { name: organisation.name }) : say('members.merge.none', { name: organisation.name }),
    ),
    {
      type: 'actions',
      controls: [
        ...(alike.length > 0
          ? [
              {
                type: 'select' as const,
                action: actionId('members', 'org-merge-into', organisation.id),
                label: say.plain('members.organisation.choose'),
                options: alike.map(({ id, name, type }) => ({
                  value: String(id),
                  label: asLabel(name),
                  description: say.plain(`common.type.${type}`),
                })),
              },
            ]
          : []),
        button('org-merge-search', say.plain('members.button.search'), { id: organisation.id }),
      ],
    },
  );
}

export function decidedCards(languages: readonly Language[], said: (language: Language) => Text): readonly Card[] {
  return languages.map((language) => card(language, paragraph(said(language))));
}
