import { InputError } from '../../../core/errors.js';
import type { Language } from '../../../core/language.js';
import { phrase, speaker } from '../../../language/index.js';
import { SECOND_FORM_MAX } from '../rules/limits.js';
import type { CommunityEvent, Question, Registration } from '../types.js';

type Asking = Pick<CommunityEvent, 'secondForm' | 'needs'>;

/** Whether those who come are asked anything. */
export const asksSecond = ({ secondForm, needs }: Asking): boolean => needs.asked || secondForm.length > 0;

/** What those who come are asked, as they read it: what somebody needs is the last question, so that earlier answers keep their place. */
export function secondQuestions({ secondForm, needs }: Asking, language: Language): readonly Question[] {
  if (!needs.asked) return secondForm;
  const label = speaker(language).plain('events-registration.second.needs');
  return [...secondForm, { label, required: false, options: [], hint: speaker(language).plain('events-registration.second.needs-hint') }];
}

/** The sentence above them: what is asked, or thanks. */
export function secondKey({ secondForm }: Asking, { secondAnswers }: Pick<Registration, 'secondAnswers'>) {
  if (secondAnswers !== null) return 'events-registration.second.thanks' as const;
  return secondForm.length === 0 ? ('events-registration.second.ask-needs' as const) : ('events-registration.second.ask' as const);
}

/** Throws an `InputError` for more questions than a form of every platform shows. */
export function requireSecondFits(event: Asking): void {
  const most = SECOND_FORM_MAX - (event.needs.asked ? 1 : 0);
  if (event.secondForm.length > most) throw new InputError('too many questions', phrase('events-registration.error.needs-full'));
}
