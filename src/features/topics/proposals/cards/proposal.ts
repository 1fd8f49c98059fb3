import { actions, card, heading, note, paragraph, quote } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Block, Button, Card } from '../../../../core/message.js';
import type { Text } from '../../../../core/text.js';
import { cardIn, formatInstant, speaker } from '../../../../language/index.js';
import { closingControls } from '../../closing/controls.js';
import type { Proposal, ProposalView } from '../../types.js';
import { topicsControls as controls } from '../controls.js';
import { facilitatorsText, proposersText, stateLabel, supportText, textBlocks, titleBlocks } from './labels.js';

/** A proposal with all that it says, and what the reader can do about it. `lead` is said first. */
export function proposalCard(view: ProposalView, language: Language, lead?: Text): Card {
  const { proposal, proposers } = view;
  const facilitators = facilitatorsText(proposal, language);
  return cardIn(language, (say) => [
    lead && paragraph(lead),
    ...titleBlocks(proposal),
    ...textBlocks(proposal, language),
    {
      type: 'facts',
      items: [
        { label: say('topics.card.proposed-by'), value: proposersText(proposers, proposal.unnamed, language) },
        { label: say('topics.card.support'), value: supportText(proposal, language) },
      ],
    },
    facilitators && paragraph(facilitators),
    ...traceBlocks(view, language),
    ...actionBlocks(view, language),
  ]);
}

/** What became of the proposal since it was sent. */
function traceBlocks({ proposal, relation, reviewer, zone }: ProposalView, language: Language): readonly Block[] {
  const say = speaker(language);
  const { state, editedAt, reason } = proposal;
  const mayReadReason = reason !== null && (relation.own || reviewer);
  return [
    ...(editedAt === null ? [] : [note(say('topics.card.edited', { date: formatInstant(editedAt, zone, language, 'short-date') }))]),
    ...(state === 'open' ? [] : [paragraph([{ type: 'bold', text: stateLabel(proposal, language) }])]),
    ...(mayReadReason ? [paragraph(say('topics.card.reason')), quote([reason])] : []),
  ];
}

function actionBlocks(view: ProposalView, language: Language): readonly Block[] {
  const { proposal, relation, reviewer } = view;
  const say = speaker(language);
  const isOpen = proposal.state === 'open';
  const rows: readonly (readonly Button[])[] = [
    isOpen
      ? [
          ...(relation.own ? ownButtons(proposal, language) : []),
          ...(relation.proposed && !relation.supports ? [] : supportButtons(view, language)),
        ]
      : [],
    isOpen && reviewer ? reviewButtons(proposal, language) : [],
    [
      ...(proposal.discussed === null
        ? []
        : [closingControls.read.button(say.plain('topics.button.discussed'), { id: proposal.discussed.topic, style: 'primary' })]),
      ...(proposal.original === null ? [] : [controls.original.button(say.plain('topics.button.original'), { id: proposal.id })]),
      controls.list.button(say.plain('topics.button.list'), { id: '0' }),
      ...(reviewer ? [controls.review.button(say.plain('topics.button.review'), { id: '0' })] : []),
    ],
  ];
  return rows.filter((row) => row.length > 0).map((row) => actions(...row));
}

function ownButtons({ id }: Proposal, language: Language): readonly Button[] {
  const say = speaker(language);
  return [
    controls.edit.button(say.plain('topics.button.edit'), { id }),
    controls.links.button(say.plain('topics.button.links'), { id }),
    controls.withdraw.button(say.plain('topics.button.withdraw'), { id }),
  ];
}

function supportButtons({ proposal: { id }, relation }: ProposalView, language: Language): readonly Button[] {
  const say = speaker(language);
  if (!relation.supports) {
    return [
      controls.support.button(say.plain('topics.button.support'), { id, style: 'primary' }),
      controls.facilitate.button(say.plain('topics.button.facilitate'), { id }),
    ];
  }
  return [
    controls['take-back'].button(say.plain('topics.button.take-back'), { id }),
    relation.facilitates
      ? controls['no-facilitator'].button(say.plain('topics.button.no-facilitator'), { id })
      : controls.facilitate.button(say.plain('topics.button.facilitate'), { id }),
  ];
}

function reviewButtons({ id, version, reviewed }: Proposal, language: Language): readonly Button[] {
  const say = speaker(language);
  const seen = { id, version };
  return [
    ...(reviewed ? [] : [controls.keep.button(say.plain('topics.button.keep'), { id: seen, style: 'primary' })]),
    controls.revise.button(say.plain('topics.button.revise'), { id: seen }),
    controls.merge.button(say.plain('topics.button.merge'), { id: seen }),
    controls.decline.button(say.plain('topics.button.decline'), { id: seen, style: 'danger' }),
  ];
}

/** What a proposal said before the organisers edited it. */
export function originalCard(proposal: Proposal, language: Language): Card {
  const say = speaker(language);
  const back = controls.show.button(say.plain('common.back'), { id: proposal.id });
  return card(
    language,
    heading(say('topics.original.title')),
    ...(proposal.original === null
      ? [paragraph(say('topics.original.none'))]
      : [quote([proposal.original.title]), ...textBlocks(proposal.original, language)]),
    actions(back),
  );
}

/** Asks before a proposal is withdrawn. */
export function withdrawCard({ id, title }: Proposal, language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say('topics.withdraw.ask')),
    quote([title]),
    actions(
      controls['withdraw-yes'].button(say.plain('topics.button.withdraw-yes'), { id, style: 'danger' }),
      controls.show.button(say.plain('common.back'), { id }),
    ),
  ]);
}

/** What was done, in a sentence, and the way to the list. */
export function doneCard(text: Text, language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(text),
    actions(
      controls.mine.button(say.plain('topics.button.mine'), { id: 0 }),
      controls.list.button(say.plain('topics.button.list'), { id: '0' }),
    ),
  ]);
}
