import { InputError } from '../../core/errors.js';
import type { Language } from '../../core/language.js';
import { type Reply, replacing } from '../../core/message.js';
import type { Settings } from '../../core/settings.js';
import { plain, type Text } from '../../core/text.js';
import { speaker } from '../../language/index.js';
import { stepCard, welcomeCards } from './cards/induction.js';
import { editCard } from './cards/profile.js';
import type { Profile } from './profile.js';
import { stepOf } from './rules.js';

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

/** Runs a form's work; what a field's check refuses stands beside that field, and the form stays open. */
export async function withFieldErrors(field: string, language: Language, work: () => Promise<Reply>): Promise<Reply> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { type: 'form-errors', errors: { [field]: plain(speaker(language).phrase(error.humanError)) } };
  }
}
