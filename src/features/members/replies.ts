import { InputError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import { type Card, type Reply, replacing } from '../../core/message.js';
import type { Settings } from '../../core/settings.js';
import { plain, type Text } from '../../core/text.js';
import { phrase, speaker } from '../../language/index.js';
import { stepCard, welcomeCards } from './cards/induction.js';
import { editCard, forgetCard } from './cards/profile.js';
import type { Profile } from './profile.js';
import { stepOf } from './rules.js';
import type { MembersService } from './service.js';

/** Where a member stands now: the step of the induction that comes next, or their profile once it is finished. */
export function whereNow(profile: Profile, settings: Settings, said?: Text): Reply {
  const { language } = profile.member;
  const step = stepOf(profile.member);
  if (step === null) return replacing(editCard(profile, language, said));
  if (step === 'language') return replacing(...welcomeCards(settings.languages, settings.name));
  return replacing(stepCard(step, profile, language));
}

export function saved(language: Language): Text {
  return speaker(language)('members.saved');
}

/** Asks before erasing. Throws an `InputError` at once for the last organiser, who may not go. */
export async function askToForget(
  service: Pick<MembersService, 'mayForget' | 'profiles'>,
  id: MemberId,
  language: Language,
): Promise<Card> {
  if (!(await service.mayForget(id))) throw new InputError('the last organiser', phrase('members.forget.last-organiser'));
  return forgetCard(await service.profiles.load(id), language);
}

/** Runs a form's work; what a field's check refuses stands beside that field, and the form stays open. */
export async function withFieldErrors(field: string, language: Language, work: () => Promise<Reply>): Promise<Reply> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { type: 'form-errors', errors: { [field]: plain(speaker(language).phrase(error.humanError)) } };
  }
}
