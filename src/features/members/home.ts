import type { HomePart } from '../../core/home.js';
import type { Card } from '../../core/message.js';
import { homeProfileCard, stepsLeftCard } from './cards/home.js';
import { welcomeCards } from './cards/induction.js';
import { stepOf } from './rules.js';
import type { MembersService } from './service.js';

/** For somebody whom nobody knows yet: the welcome, in each language. */
export async function welcome(service: MembersService): Promise<readonly Card[]> {
  const { languages, name } = await service.settings();
  return welcomeCards(languages, name);
}

/** One's own profile: the induction where it stands, or what others see and what they don't. */
export function membersHome(service: MembersService): HomePart {
  return async ({ id, language }) => {
    const profile = await service.profiles.load(id);
    const step = stepOf(profile.member);
    if (step === 'language') return welcome(service);
    return [step === null ? homeProfileCard(profile, language) : stepsLeftCard(step, language)];
  };
}
