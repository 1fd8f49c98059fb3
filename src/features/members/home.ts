import type { HomeSection } from '../../feature-api/index.js';
import { homeProfileCard, stepsLeftCard } from './cards/home.js';
import { loadProfile } from './profiles.js';
import { welcome } from './replies.js';
import { stepOf } from './rules/induction.js';

/** A member's own profile: how far the induction is, or what others see and what they don't. */
export const membersHome: HomeSection = {
  async cards(context, { id, language }) {
    const profile = await loadProfile(context, id);
    const step = stepOf(profile.member);
    if (step === 'language') return welcome(context);
    return [step === null ? homeProfileCard(profile, language) : stepsLeftCard(step, language)];
  },
  welcome,
};
