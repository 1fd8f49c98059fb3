import type { MemberId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import { after } from '../../core/time.js';
import type { Context } from '../../feature-api/index.js';
import { askAboutLikeness } from './claims.js';
import { PLACEHOLDERS } from './defaults.js';
import { cancelInductionMessages, planReminder } from './induction-messages.js';
import { saveProfile } from './profile.js';
import { loadProfile, requireMember, withOrganisation } from './profiles.js';
import { missingStep, REMINDER_AFTER, type Step, statusWith, stepAfter, stepOf } from './rules/induction.js';
import { unique } from './rules/unique.js';
import { membersStore } from './store/index.js';
import type { MemberChange, Profile } from './types.js';

/** The answer to the welcome: a language. From now on the member can be reminded of the induction. */
export async function startInduction(context: Context, id: MemberId, language: Language): Promise<Profile> {
  const member = await requireMember(context, id);
  const begins = stepOf(member) === 'language';
  const change: MemberChange = {
    language,
    ...(begins && { inductionStep: stepAfter('language'), languages: unique([...member.languages, language]) }),
  };
  await membersStore(context.tx).update(id, change);
  if (begins) await planReminder(context, id, after(context.now, REMINDER_AFTER));
  return withOrganisation(context, { ...member, ...change });
}

/** Goes on from `step` without a change, if the member stands there and may leave it. */
export async function passStep(context: Context, id: MemberId, step: Step): Promise<Profile> {
  const profile = await loadProfile(context, id);
  const { member } = profile;
  // An organisation and a name are needed before the member can go on.
  if (step === 'organisation' && member.organisation === null) return profile;
  if (step === 'name' && PLACEHOLDERS.includes(member.name)) return profile;
  return saveProfile(context, id, step, {});
}

/** Ends the induction. If a step still lacks something, returns that step and puts the member there. */
export async function finishInduction(
  context: Context,
  id: MemberId,
): Promise<{ readonly profile: Profile; readonly missing: Step | undefined; readonly justNow: boolean }> {
  const { member, organisation } = await loadProfile(context, id);
  if (member.inductionStep === null) return { profile: { member, organisation }, missing: undefined, justNow: false };
  const missing = missingStep(member, PLACEHOLDERS);
  const change = missing === undefined ? { inductionStep: null, status: statusWith(organisation) } : { inductionStep: missing };
  await membersStore(context.tx).update(id, change);
  const profile = { member: { ...member, ...change }, organisation };
  if (missing === undefined) {
    await cancelInductionMessages(context, id);
    await askAboutLikeness(context, profile.member);
    context.logger.info({ member: id, status: statusWith(organisation) }, 'induction finished');
  }
  return { profile, missing, justNow: missing === undefined };
}
