import { InputError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import type { LocalTime, Zone } from '../../core/time.js';
import { phrase } from '../../language/index.js';
import type { Member, MemberChange, Organisation } from '../../ports/members.js';
import type { Repositories } from '../../ports/store.js';
import { askAboutLikeness } from './claims.js';
import { cancelInductionMessages, type MembersDependencies, PLACEHOLDERS, planReminder, requireMember } from './dependencies.js';
import { missingStep, REMINDER_AFTER, type Step, statusWith, stepAfter, stepOf } from './rules.js';
import { cleanLine, EMAIL_MAX, hasWords, lengthOf, NAME_MAX, unique } from './words.js';
import { zoneOf } from './zones.js';

/** A member with what belongs to them, as cards need it. */
export interface Profile {
  readonly member: Member;
  readonly organisation: Organisation | undefined;
}

/**
 * What members tell about themselves. Each save counts for the induction step it belongs to if the member stands there,
 * and is a plain change otherwise: a form sent twice, or a button of a finished induction, does no harm.
 */
export function createProfiles(dependencies: MembersDependencies) {
  const { store, clock, logger } = dependencies;

  const load = async (id: MemberId): Promise<Profile> => withOrganisation(store.autocommit, await requireMember(store.autocommit, id));

  const save = (id: MemberId, step: Step | undefined, change: MemberChange): Promise<Profile> =>
    store.transaction(async (repositories) => {
      const member = await requireMember(repositories, id);
      const here = step !== undefined && stepOf(member) === step;
      await repositories.members.update(id, { ...change, ...(here && { inductionStep: stepAfter(step) }) });
      return withOrganisation(repositories, await requireMember(repositories, id));
    });

  return {
    load,

    /** The answer to the welcome: a language. From here on there is something to remind of. */
    start: (id: MemberId, language: Language): Promise<Profile> =>
      store.transaction(async (repositories) => {
        const member = await requireMember(repositories, id);
        const begins = stepOf(member) === 'language';
        await repositories.members.update(id, {
          language,
          ...(begins && { inductionStep: stepAfter('language'), languages: unique([...member.languages, language]) }),
        });
        if (begins) await planReminder(repositories, id, clock.now() + REMINDER_AFTER);
        return withOrganisation(repositories, await requireMember(repositories, id));
      }),

    setLanguage: (id: MemberId, language: Language) => save(id, undefined, { language }),
    async setName(id: MemberId, name: string): Promise<Profile> {
      return save(id, 'name', { name: checkName(name) });
    },
    /** Throws an `InputError` when no language is told: pairs need one in common. */
    async setWork(id: MemberId, change: Pick<Member, 'languages' | 'sectors'>): Promise<Profile> {
      if (change.languages.length === 0) throw new InputError('no language', phrase('members.error.languages-none'));
      return save(id, 'work', change);
    },
    setExchange: (id: MemberId, change: Pick<Member, 'offers' | 'wants'>) => save(id, 'exchange', change),
    /** Throws an `InputError` when the hours end before they begin. */
    async setTime(id: MemberId, timezone: Zone, hours: { readonly start: LocalTime; readonly end: LocalTime }): Promise<Profile> {
      if (hours.start >= hours.end) throw new InputError('hours end before they begin', phrase('members.error.hours'));
      return save(id, 'time', { timezone, hours });
    },
    /** Takes a city or an IANA zone. Throws an `InputError` when there is none of that name, or several. */
    async setTimezone(id: MemberId, typed: string): Promise<Profile> {
      const timezone = zoneOf(typed);
      if (timezone === undefined) throw new InputError('not a zone', phrase('members.error.zone', { text: cleanLine(typed).slice(0, 40) }));
      return save(id, undefined, { timezone });
    },
    async setEmail(id: MemberId, email: string | null): Promise<Profile> {
      const profile = await save(id, undefined, { email: email === null ? null : checkEmail(email) });
      if (email !== null && stepOf(profile.member) === null) {
        await store.transaction((repositories) => askAboutLikeness(repositories, profile.member, clock.now()));
      }
      return profile;
    },

    setVisibility: (id: MemberId, visibility: Partial<Member['visibility']>): Promise<Profile> =>
      store.transaction(async (repositories) => {
        const member = await requireMember(repositories, id);
        await repositories.members.update(id, { visibility: { ...member.visibility, ...visibility } });
        return withOrganisation(repositories, await requireMember(repositories, id));
      }),

    /** Goes on from `step` without a change, if the member stands there and may leave it. */
    async pass(id: MemberId, step: Step): Promise<Profile> {
      const { member } = await load(id);
      // Choosing an organisation cannot be passed over, and a name is needed first.
      if ((step === 'organisation' && member.organisation === null) || (step === 'name' && PLACEHOLDERS.includes(member.name)))
        return load(id);
      return save(id, step, {});
    },

    /** Ends the induction. Returns the step that still lacks something instead, and puts the member there. */
    finish: (id: MemberId): Promise<{ readonly profile: Profile; readonly missing: Step | undefined; readonly justNow: boolean }> =>
      store.transaction(async (repositories) => {
        const { member, organisation } = await withOrganisation(repositories, await requireMember(repositories, id));
        if (member.inductionStep === null) return { profile: { member, organisation }, missing: undefined, justNow: false };
        const missing = missingStep(member, PLACEHOLDERS);
        const change = missing === undefined ? { inductionStep: null, status: statusWith(organisation) } : { inductionStep: missing };
        await repositories.members.update(id, change);
        if (missing === undefined) {
          await cancelInductionMessages(repositories, id);
          await askAboutLikeness(repositories, { ...member, ...change }, clock.now());
          logger.info({ member: id, status: statusWith(organisation) }, 'induction finished');
        }
        return { profile: { member: { ...member, ...change }, organisation }, missing, justNow: missing === undefined };
      }),
  };
}

export async function withOrganisation(repositories: Repositories, member: Member): Promise<Profile> {
  return { member, organisation: member.organisation === null ? undefined : await repositories.organisations.find(member.organisation) };
}

/** Throws an `InputError` when the name is empty, unreadable or too long. */
function checkName(typed: string): string {
  const name = cleanLine(typed);
  if (lengthOf(name) > NAME_MAX) {
    throw new InputError('name too long', phrase('members.error.name-long', { length: lengthOf(name), max: NAME_MAX }));
  }
  if (!hasWords(name) || PLACEHOLDERS.includes(name)) throw new InputError('no name', phrase('members.error.name-empty'));
  return name;
}

/** A loose check: the only proof of an address is a message to it. Throws an `InputError`. */
function checkEmail(typed: string): string {
  const email = cleanLine(typed);
  if (lengthOf(email) > EMAIL_MAX || !/^[^\s@<>()",;]+@[^\s@<>()",;]+\.[^\s@<>()",;.]{2,}$/u.test(email)) {
    throw new InputError('not an e-mail address', phrase('members.error.email'));
  }
  return email;
}
