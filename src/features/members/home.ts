import type { HomeSection } from '../../feature-api/index.js';
import { waitingHomeCard } from './cards/direct.js';
import { homeProfileCard, stepsLeftCard } from './cards/home.js';
import { loadProfile } from './profiles.js';
import { welcome } from './replies.js';
import { stepOf } from './rules/induction.js';

/** As many as are shown at once. */
const COUNTED_MAX = 20;

/** A member's own profile: how far the induction is, or what others see and what they don't. */
export const membersHome: HomeSection = {
  /** What waits because it could not be sent, or was switched off. */
  async first({ deliveries }, { id, language }) {
    const waiting = await deliveries.list({ states: ['waiting'], member: id, limit: COUNTED_MAX });
    return waiting.length === 0 ? [] : [waitingHomeCard(waiting.length, language)];
  },
  async cards(context, { id, language }) {
    const profile = await loadProfile(context, id);
    const step = stepOf(profile.member);
    if (step === 'language') return welcome(context);
    return [step === null ? homeProfileCard(profile, language) : stepsLeftCard(step, language)];
  },
  welcome,
};
