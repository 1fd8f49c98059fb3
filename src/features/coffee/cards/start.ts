import { actions, heading, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Card } from '../../../core/message.js';
import { cardIn } from '../../../language/index.js';
import { controls } from '../controls.js';
import { FEWEST } from '../rules/participants.js';
import type { Timeline } from '../rules/timeline.js';
import type { SettingsWithCoffee } from '../types.js';
import { momentNode } from './labels.js';

/** Says whom a round that starts now reaches, and asks once. */
export function startCard(
  { reaches, timeline, settings }: { readonly reaches: number; readonly timeline: Timeline; readonly settings: SettingsWithCoffee },
  language: Language,
): Card {
  const isStanding = settings.coffee.participation === 'standing';
  const canPair = isStanding && reaches >= FEWEST;
  const hasNotice = timeline.matchingAt > timeline.invitationAt;
  const date = momentNode(timeline.matchingAt, settings.timezone, language);
  return cardIn(language, (say) => [
    heading(say('coffee-organisers.start.title')),
    paragraph(say('coffee-organisers.start.reaches', { count: reaches })),
    hasNotice && paragraph(say(`coffee-organisers.start.${settings.coffee.participation}`, { date })),
    canPair && paragraph(say('coffee-organisers.start.at-once')),
    actions(
      ...(hasNotice
        ? [controls['start-now'].button(say.plain('coffee-organisers.start.invite'), { id: 'invite', style: 'primary' as const })]
        : []),
      ...(canPair ? [controls['start-now'].button(say.plain('coffee-organisers.start.pair'), { id: 'pair' })] : []),
      controls['show-round'].button(say.plain('common.cancel')),
    ),
  ]);
}
