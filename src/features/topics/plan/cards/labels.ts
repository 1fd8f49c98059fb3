import type { Language } from '../../../../core/language.js';
import type { Inline, Text } from '../../../../core/text.js';
import type { Instant } from '../../../../core/time.js';
import { calendarNames, isolate, speaker, timeNode } from '../../../../language/index.js';
import { sectorLabel } from '../../../members/public.js';
import type { ChoiceReason } from '../../rules/choice-types.js';
import { SHOWN_FROM } from '../../rules/counts.js';
import { type Month, monthOfYear } from '../../rules/month.js';
import type { Topic } from '../../types.js';
import { annualWords } from '../templates.js';

/** «December 2026». */
export function monthLabel(month: Month, language: Language): string {
  const name = calendarNames(language).months[monthOfYear(month) - 1] ?? month;
  return language === 'ckb' ? `${name}ی ${month.slice(0, 4)}` : `${name} ${month.slice(0, 4)}`;
}

/** A moment as a value of a sentence. Throws a `RangeError` for a time that the catalogue does not word as a time. */
export function moment(instant: Instant, zone: string, language: Language): Exclude<Inline, string> {
  const node = timeNode(instant, zone, language, 'date-time');
  if (typeof node === 'string') throw new RangeError('a time is always a node');
  return node;
}

export function sectorOrNone(sector: string | null, language: Language): string {
  return sector === null ? speaker(language).plain('topics-plan.no-sector') : sectorLabel(sector, language);
}

/** Why a topic is in the plan, in one sentence. */
export function reasonText({ reason, origin }: Pick<Topic, 'reason' | 'origin'>, language: Language): Text {
  const say = speaker(language);
  if (reason !== null) return sentenceOf(reason, language);
  return say(origin === 'urgent' ? 'topics-plan.reason.urgent' : 'topics-plan.reason.advisers');
}

function sentenceOf(reason: ChoiceReason, language: Language): Text {
  const say = speaker(language);
  switch (reason.kind) {
    case 'annual':
      return say('topics-plan.reason.annual');
    case 'most-organisations':
      // A small number could tell who is behind a proposal without a name.
      return reason.organisations < SHOWN_FROM
        ? say('topics-plan.reason.most-organisations-few')
        : say('topics-plan.reason.most-organisations', { organisations: reason.organisations });
    case 'sector-waited': {
      const sector = sectorLabel(reason.sector, language);
      return reason.months === null
        ? say('topics-plan.reason.sector-never', { sector })
        : say('topics-plan.reason.sector-waited', { sector, months: reason.months });
    }
    case 'sector-fewest':
      return reason.sector === null
        ? say('topics-plan.reason.no-sector-fewest')
        : say('topics-plan.reason.sector-fewest', { sector: sectorLabel(reason.sector, language), topics: reason.topics });
    case 'other-sector':
      return reason.sector === null
        ? say('topics-plan.reason.other-than-none')
        : say('topics-plan.reason.other-sector', { sector: sectorLabel(reason.sector, language) });
    case 'kept-for-annual':
      return say('topics-plan.reason.kept-for-annual', {
        sector: sectorLabel(reason.sector, language),
        title: annualWords(reason.name, language),
      });
    case 'most-types':
    case 'waited-longest':
    case 'weighed':
    case 'only-proposal':
      return say(`topics-plan.reason.${reason.kind}`);
    case 'lot':
      return say('topics-plan.reason.lot', { among: reason.among });
    case 'evergreen':
      return say('topics-plan.reason.evergreen', { sector: sectorLabel(reason.sector, language) });
    default:
      return reason satisfies never;
  }
}

/** Names in a list, each in its own direction. */
export const isolated = (names: readonly string[]): readonly string[] => names.map((name) => isolate(name));
