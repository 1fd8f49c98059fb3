import type { MemberId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import { type Card, type Reply, replacing } from '../../core/message.js';
import type { Text } from '../../core/text.js';
import type { Context } from '../../feature-api/index.js';
import { speaker } from '../../language/index.js';
import { type FirstSteps, stepCard, welcomeCards } from './cards/induction.js';
import { editCard, forgetCard } from './cards/profile.js';
import { assertMayBeErased } from './erase.js';
import { loadProfile, requireMember } from './profiles.js';
import { stepOf } from './rules/induction.js';
import type { Profile } from './types.js';

/** Where a member stands: the next step of the induction, or their profile once it is finished. `text`: what was just done. */
export async function standingReply(context: Context, profile: Profile, text?: Text): Promise<Reply> {
  const { language } = profile.member;
  const step = stepOf(profile.member);
  if (step === null) return replacing(editCard(profile, language, text));
  if (step !== 'language') return replacing(stepCard(step, profile, language));
  return replacing(...(await welcome(context)));
}

export async function standing(context: Context, id: MemberId): Promise<Reply> {
  return standingReply(context, await loadProfile(context, id));
}

/** The welcome, in each of the community's languages. */
export async function welcome(context: Context): Promise<readonly Card[]> {
  const { languages, name } = await context.community.settings();
  return welcomeCards(languages, name);
}

export function saved(language: Language): Text {
  return speaker(language)('members.saved');
}

/** What features offer a member who has just finished the induction. */
export function firstSteps({ features }: Pick<Context, 'features'>, language: Language): FirstSteps {
  return {
    buttons: features.all.flatMap((feature) => feature.firstSteps?.(language) ?? []),
    hints: features.all.flatMap(({ hints }) => hints?.induction ?? []),
  };
}

/** Asks before erasing. Throws an `InputError` at once for the last organiser, who may not go. */
export async function askToForget(context: Context, id: MemberId, language: Language): Promise<Card> {
  await assertMayBeErased(context, await requireMember(context, id));
  return forgetCard(id, language);
}
