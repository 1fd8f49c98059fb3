import { paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import { actionId, type Block, type Card, type Form } from '../../../core/message.js';
import type { Settings } from '../../../core/settings.js';
import type { Text } from '../../../core/text.js';
import { speaker } from '../../../language/index.js';
import type { ParticipationCounts, Round } from '../../../ports/coffee.js';
import { FEATURE } from '../coffee.js';
import { outageWarnings } from '../rules/timeline.js';
import { button, momentNode } from './words.js';

export interface RoundView {
  readonly round: Round | undefined;
  readonly counts: ParticipationCounts | undefined;
  readonly enrolled: number;
  readonly settings: Settings;
}

/** The open round for organisers: where it stands, what comes when, what can be done. `lead` is said first. */
export function roundCard({ round, counts, enrolled, settings }: RoundView, language: Language, lead: readonly Text[] = []): Card {
  const say = speaker(language);
  const start = button('start', 0, say.plain('coffee-organisers.button.start'), 'primary');
  const date = button('date', 0, say.plain('coffee-organisers.button.date'));
  if (!round) {
    const none = settings.coffee.cadence.every === 'manual' ? 'coffee-organisers.round.none-manual' : 'coffee-organisers.round.none';
    return {
      language,
      blocks: [
        ...lead.map(paragraph),
        paragraph(say(none)),
        paragraph(say('coffee-organisers.round.enrolled', { count: enrolled })),
        { type: 'actions', controls: [start, date] },
      ],
    };
  }
  const cancel = button('cancel-round', round.id, say.plain('coffee-organisers.button.cancel'), 'danger');
  const moment = (instant: number): Text => [momentNode(instant, settings.timezone, language)];
  const blocks: Block[] = [
    { type: 'heading', text: say('coffee-organisers.round.title', { round: round.number }) },
    ...lead.map(paragraph),
    {
      type: 'facts',
      items: [
        { label: say('coffee-organisers.round.state'), value: say(`coffee-organisers.state.${round.state}`) },
        { label: say('coffee-organisers.round.invitation'), value: moment(round.invitationAt) },
        { label: say('coffee-organisers.round.matching'), value: moment(round.matchingAt) },
        { label: say('coffee-organisers.round.nudge'), value: moment(round.nudgeAt) },
        { label: say('coffee-organisers.round.check-in'), value: moment(round.checkInAt) },
        { label: say('coffee-organisers.round.closing'), value: moment(round.closingAt) },
        ...(counts && counts.invited > 0
          ? [
              {
                label: say('coffee-organisers.round.people'),
                value: say('coffee-organisers.round.counts', {
                  invited: counts.invited,
                  in: counts.in,
                  out: counts.skipped + counts.paused,
                }),
              },
            ]
          : []),
      ],
    },
    paragraph(say('coffee-organisers.round.enrolled', { count: enrolled })),
    ...warnings(round, settings, language),
  ];
  if (round.state === 'planned') blocks.push({ type: 'actions', controls: [start, date, cancel] });
  if (round.state === 'invited') blocks.push({ type: 'actions', controls: [cancel] });
  return { language, blocks };
}

/** Hours in which many are without power or network: organisers are warned, and decide. */
export function warnings(round: Round, settings: Settings, language: Language): readonly Block[] {
  if (round.state !== 'planned' && round.state !== 'invited') return [];
  return outageWarnings(round, settings).map((warning) => paragraph(speaker(language)('coffee-organisers.round.warning', { warning })));
}

/** The rhythm planned a round into such hours: nobody chose that day, so organisers are told. */
export function outageCard(round: Round, settings: Settings, language: Language): Card {
  const say = speaker(language);
  const moment = (at: number) => momentNode(at, settings.timezone, language);
  return {
    language,
    blocks: [
      { type: 'heading', text: say('coffee-organisers.outage.title', { round: round.number }) },
      paragraph(say('coffee-organisers.outage.text', { invitation: moment(round.invitationAt), date: moment(round.matchingAt) })),
      ...warnings(round, settings, language),
      paragraph(say('coffee-organisers.outage.what-to-do', { command: '/coffee round' })),
    ],
  };
}

export function dateForm(language: Language): Form {
  const say = speaker(language);
  return {
    id: actionId(FEATURE, 'date'),
    language,
    title: say.plain('coffee-organisers.date.title'),
    submit: say.plain('common.save'),
    fields: [
      {
        type: 'date',
        name: 'date',
        label: say.plain('coffee-organisers.date.label'),
        hint: say.plain('coffee-organisers.date.hint'),
        required: true,
      },
    ],
  };
}
