import { InputError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import type { LocalTime, Zone } from '../../core/time.js';
import type { Context } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { askAboutLikeness } from './claims.js';
import { PLACEHOLDERS } from './defaults.js';
import { requireMember, withOrganisation } from './profiles.js';
import { type Step, stepAfter, stepOf } from './rules/induction.js';
import { membersStore } from './store/index.js';
import { cleanLine, EMAIL_MAX, lengthOf } from './text.js';
import { type Member, type MemberChange, PROFILE_FIELDS, type Profile } from './types.js';
import { zoneOf } from './zones.js';

/**
 * Changes a profile. If the member stands at the induction step `step`, they go on to the next; otherwise it is a plain
 * change, so a form sent twice or a button of a finished induction does no harm.
 */
export async function saveProfile(context: Context, id: MemberId, step: Step | undefined, change: MemberChange): Promise<Profile> {
  const member = await requireMember(context, id);
  const isHere = step !== undefined && stepOf(member) === step;
  const whole: MemberChange = { ...change, ...(isHere && { inductionStep: stepAfter(step) }) };
  await membersStore(context.tx).update(id, whole);
  return withOrganisation(context, { ...member, ...whole });
}

export function setLanguage(context: Context, id: MemberId, language: Language): Promise<Profile> {
  return saveProfile(context, id, undefined, { language });
}

/** `name`: tidied and not empty. Throws an `InputError` for a placeholder. */
export async function setName(context: Context, id: MemberId, name: string): Promise<Profile> {
  if (PLACEHOLDERS.includes(name)) throw new InputError('no name', phrase('members.error.name-empty'));
  return saveProfile(context, id, 'name', { name });
}

/** Throws an `InputError` when no language is given: people who meet need one in common. */
export async function setWork(context: Context, id: MemberId, change: Pick<Member, 'languages' | 'sectors'>): Promise<Profile> {
  if (change.languages.length === 0) throw new InputError('no language', phrase('common.error.none-chosen'));
  return saveProfile(context, id, 'work', change);
}

export function setExchange(context: Context, id: MemberId, change: Pick<Member, 'offers' | 'wants'>): Promise<Profile> {
  return saveProfile(context, id, 'exchange', change);
}

/** Throws an `InputError` when the hours end before they begin. */
export async function setTime(
  context: Context,
  id: MemberId,
  timezone: Zone,
  hours: { readonly start: LocalTime; readonly end: LocalTime },
): Promise<Profile> {
  if (hours.start >= hours.end) throw new InputError('hours end before they begin', phrase('common.error.hours'));
  return saveProfile(context, id, 'time', { timezone, hours });
}

/** Takes a city or an IANA zone. Throws an `InputError` when there is none of that name, or several. */
export async function setTimezone(context: Context, id: MemberId, typed: string): Promise<Profile> {
  const timezone = zoneOf(typed);
  if (timezone === undefined) throw new InputError('not a zone', phrase('common.error.zone', { text: cleanLine(typed).slice(0, 40) }));
  return saveProfile(context, id, undefined, { timezone });
}

/** An empty text removes the address. Throws an `InputError` for what is no address. */
export async function setEmail(context: Context, id: MemberId, typed: string): Promise<Profile> {
  const email = typed === '' ? null : checkEmail(typed);
  const profile = await saveProfile(context, id, undefined, { email });
  if (email !== null && stepOf(profile.member) === null) await askAboutLikeness(context, profile.member);
  return profile;
}

export async function setVisibility(context: Context, id: MemberId, visibility: Partial<Member['visibility']>): Promise<Profile> {
  const member = await requireMember(context, id);
  const change = { visibility: { ...member.visibility, ...visibility } };
  await membersStore(context.tx).update(id, change);
  const fields = PROFILE_FIELDS.filter((field) => change.visibility[field] !== member.visibility[field]);
  if (fields.length > 0) for (const { person } of context.features.all) await person.onVisibilityChanged?.(context, id, fields);
  return withOrganisation(context, { ...member, ...change });
}

/** A loose check, since only a message to an address proves it. Throws an `InputError`. */
function checkEmail(email: string): string {
  if (lengthOf(email) > EMAIL_MAX || !/^[^\s@<>()",;]+@[^\s@<>()",;]+\.[^\s@<>()",;.]{2,}$/u.test(email)) {
    throw new InputError('not an e-mail address', phrase('members.error.email'));
  }
  return email;
}
