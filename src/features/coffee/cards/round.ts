import { actions, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Block, Card } from '../../../core/message.js';
import type { Text } from '../../../core/text.js';
import { type Instant } from '../../../core/time.js';
import { speaker } from '../../../language/index.js';
import { controls } from '../controls.js';
import { outageWarnings } from '../rules/timeline.js';
import type { ParticipationCounts, Round, SettingsWithCoffee } from '../types.js';
import { momentNode } from './labels.js';

export interface RoundView {
  readonly round: Round | undefined;
  readonly counts: ParticipationCounts | undefined;
  readonly enrolled: number;
  readonly settings: SettingsWithCoffee;
}

/** The open round for organisers: its state, its dates, and what can be done. `lead` comes first. */
export function roundCard({ round, counts, enrolled, settings }: RoundView, language: Language, lead: readonly Text[] = []): Card {
  const say = speaker(language);
  const start = controls.start.button(say.plain('coffee-organisers.button.start'), { style: 'primary' });
  const date = controls.date.button(say.plain('coffee-organisers.button.date'));
  if (!round) {
    const none = settings.coffee.cadence.every === 'manual' ? 'coffee-organisers.round.none-manual' : 'coffee-organisers.round.none';
    return {
      language,
      blocks: [
        ...lead.map(paragraph),
        paragraph(say(none)),
        paragraph(say('coffee-organisers.round.enrolled', { count: enrolled })),
        actions(start, date),
      ],
    };
  }
  const cancel = controls['cancel-round'].button(say.plain('coffee-organisers.button.cancel'), { id: round.id, style: 'danger' });
  const moment = (instant: Instant): Text => [momentNode(instant, settings.timezone, language)];
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
  if (round.state === 'planned') blocks.push(actions(start, date, cancel));
  if (round.state === 'invited') blocks.push(actions(cancel));
  return { language, blocks };
}

/** Warnings of hours in which many are without power or network; organisers decide whether to move the round. */
export function warnings(round: Round, settings: Pick<SettingsWithCoffee, 'outages' | 'timezone'>, language: Language): readonly Block[] {
  if (round.state !== 'planned' && round.state !== 'invited') return [];
  return outageWarnings(round, settings).map((warning) => paragraph(speaker(language)('coffee-organisers.round.warning', { warning })));
}

/** A round was planned into such hours by its rhythm: nobody chose that day, so organisers are told. */
export function outageCard(round: Round, settings: Pick<SettingsWithCoffee, 'outages' | 'timezone'>, language: Language): Card {
  const say = speaker(language);
  const moment = (at: Instant) => momentNode(at, settings.timezone, language);
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
