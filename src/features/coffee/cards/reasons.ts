import type { Language } from '../../../core/language.js';
import type { Text } from '../../../core/text.js';
import { speaker } from '../../../language/index.js';
import type { Tellable } from '../rules/reasons.js';
import { listOf, sectorLabel, skillLabel } from './labels.js';

/** How many reasons an introduction names: the strongest. */
const TOLD = 3;

/** «Why you two», a sentence for each of the strongest reasons. Never empty: if nothing may be told, something friendly is. */
export function whySentences(reasons: readonly Tellable[], people: number, language: Language): readonly Text[] {
  const say = speaker(language);
  const told = reasons
    // «You have never met» says nothing about two strangers, and hours are shown with the proposed times.
    .filter((reason) => reason.kind !== 'overlapping-hours' || reasons.length === 1)
    // What they can do for one another comes first, and together.
    .sort((a, b) => Number(b.kind === 'offer-meets-want') - Number(a.kind === 'offer-meets-want'))
    .slice(0, TOLD)
    .map((reason) => sentenceOf(reason, people, language));
  return told.length > 0 ? told : [say('coffee.reason.none')];
}

function sentenceOf(reason: Tellable, people: number, language: Language): Text {
  const say = speaker(language);
  switch (reason.kind) {
    case 'offer-meets-want':
      return say('coffee.reason.offer-meets-want', {
        from: reason.from.name,
        to: reason.to.name,
        terms: listOf(reason.terms, skillLabel, language),
      });
    // Of three people a reason may hold for two only.
    case 'organisations-never-met':
    case 'different-types':
    case 'different-governorates':
      return say(people > 2 ? `coffee.reason.${reason.kind}-three` : `coffee.reason.${reason.kind}`);
    case 'common-sectors': {
      const sectors = listOf(reason.sectors, sectorLabel, language);
      return people > 2 ? say('coffee.reason.common-sectors-three', { sectors }) : say('coffee.reason.common-sectors', { sectors });
    }
    case 'overlapping-hours':
      return say(people > 2 ? 'coffee.reason.overlapping-hours-three' : 'coffee.reason.overlapping-hours', { hours: reason.hours });
    case 'newcomer-with-experienced':
      return say('coffee.reason.newcomer-with-experienced', { name: reason.newcomer.name });
    case 'long-since':
      return say(people > 2 ? 'coffee.reason.long-since-three' : 'coffee.reason.long-since', { rounds: reason.roundsAgo });
    default:
      return reason satisfies never;
  }
}

/** The same reasons for organisers, short, for lists and files. */
export function whyShort(reason: Tellable, language: Language): string {
  const say = speaker(language);
  switch (reason.kind) {
    case 'offer-meets-want':
      return say.plain('coffee-organisers.why.offer-meets-want', {
        from: reason.from.name,
        to: reason.to.name,
        terms: listOf(reason.terms, skillLabel, language),
      });
    case 'common-sectors':
      return say.plain('coffee-organisers.why.common-sectors', { sectors: listOf(reason.sectors, sectorLabel, language) });
    case 'overlapping-hours':
      return say.plain('coffee-organisers.why.overlapping-hours', { hours: reason.hours });
    case 'newcomer-with-experienced':
      return say.plain('coffee-organisers.why.newcomer-with-experienced', { name: reason.newcomer.name });
    case 'long-since':
      return say.plain('coffee-organisers.why.long-since', { rounds: reason.roundsAgo });
    case 'organisations-never-met':
    case 'different-types':
    case 'different-governorates':
      return say.plain(`coffee-organisers.why.${reason.kind}`);
    default:
      return reason satisfies never;
  }
}
