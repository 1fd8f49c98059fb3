import type { Language } from '../../../src/core/language.js';
import type { Phrase } from '../../../src/core/phrase.js';
import { plain } from '../../../src/core/text.js';
import { inLanguages, type MessageKey, speaker } from '../../../src/language/index.js';
import { tidy } from './resident.js';

/** The words of a catalogue as they are shown, ready to be compared. */
export function shownIn(language: Language) {
  const say = speaker(language);
  return (key: MessageKey, values?: Phrase['values']): string => tidy(plain(say.phrase(values ? { key, values } : { key })));
}

/** A label that several languages share on one button. */
export function shared(
  language: Language,
  key:
    | 'coffee.button.in'
    | 'coffee.button.skip'
    | 'coffee.button.pause'
    | 'members.proposal.approve'
    | 'people.question.decide'
    | 'topics-marks.button.follow'
    | 'topics-discussion.button.share'
    | 'events.button.going'
    | 'events.button.no'
    | 'events-registration.button.apply',
): string {
  const languages = [language, ...(['en', 'ar', 'ckb'] as const).filter((other) => other !== language)];
  return tidy(inLanguages(languages, key));
}
