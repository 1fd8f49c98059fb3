import type { OrganisationId } from '../../core/ids.js';
import { after, DAY, HOUR, type Instant, latest, toLocalTime } from '../../core/time.js';
import type { Context } from '../../feature-api/index.js';
import { SHOWN_VISIBILITY } from '../../features/members/rules/visibility.js';
import type { Skill } from '../../features/members/skills.js';
import { accountsStore, membersStore, organisationsStore } from '../../features/members/store/index.js';
import type { Member, NewMember, OrganisationType } from '../../features/members/types.js';
import type { Chance } from '../random.js';
import { createChance } from '../random.js';
import { SAMPLE_ORGANISATIONS } from './organisations.js';
import { SAMPLE_PEOPLE } from './people.js';
import type { SamplePerson } from './person.js';

type SampleOrganisation = (typeof SAMPLE_ORGANISATIONS)[number];

/** The web accounts' space in the demo. */
export const DEMO_SPACE = 'demo';

/** What people of a sector know, which people of other sectors often look for. */
const SKILLS_OF: Readonly<Record<string, readonly Skill[]>> = {
  protection: ['case-management', 'child-protection', 'gbv-response', 'safeguarding', 'psychosocial-support', 'legal-aid'],
  participation: ['womens-leadership', 'youth-engagement', 'advocacy', 'community-dialogue'],
  prevention: ['community-dialogue', 'coordination', 'youth-engagement'],
  recovery: ['livelihoods', 'psychosocial-support', 'project-management', 'coordination'],
  legislation: ['legal-aid', 'advocacy', 'womens-leadership'],
  awareness: ['media', 'training-facilitation', 'digital-security'],
  empowerment: ['livelihoods', 'womens-leadership', 'training-facilitation'],
  'climate-change': ['climate-adaptation', 'data-analysis', 'livelihoods'],
};
const OF_TYPE: Readonly<Record<OrganisationType, { readonly offers: readonly Skill[]; readonly wants: readonly Skill[] }>> = {
  local: {
    offers: ['community-dialogue', 'coordination', 'translation', 'project-management'],
    wants: ['grant-budgets', 'proposal-writing', 'monitoring-evaluation', 'fundraising', 'data-analysis', 'digital-security'],
  },
  national: {
    offers: ['coordination', 'legal-aid', 'data-analysis', 'training-facilitation'],
    wants: ['community-dialogue', 'disability-inclusion', 'media', 'youth-engagement'],
  },
  international: {
    offers: ['grant-budgets', 'proposal-writing', 'monitoring-evaluation', 'fundraising', 'safeguarding', 'disability-inclusion'],
    wants: ['community-dialogue', 'translation', 'coordination', 'climate-adaptation', 'case-management'],
  },
};
const HOURS = [
  { start: toLocalTime('08:00'), end: toLocalTime('15:00') },
  { start: toLocalTime('08:30'), end: toLocalTime('15:30') },
  { start: toLocalTime('09:00'), end: toLocalTime('16:00') },
  { start: toLocalTime('09:00'), end: toLocalTime('17:00') },
  { start: toLocalTime('10:00'), end: toLocalTime('18:00') },
] as const;

export interface SampleMember {
  readonly user: string;
  readonly person: SamplePerson;
  /** Index into the organisations. */
  readonly organisation: number;
  readonly member: Omit<NewMember, 'organisation'>;
}

/**
 * The 120 members as they are at `now`; the same for the same hour.
 *
 * @throws {RangeError} If the sample has people of an organisation that it lacks.
 */
export function sampleMembers(organisations: typeof SAMPLE_ORGANISATIONS, now: Instant): readonly SampleMember[] {
  return SAMPLE_PEOPLE.flatMap((people, organisation) =>
    people.map((person, seat) => {
      const home = organisations[organisation];
      if (!home) throw new RangeError(`people of an organisation ${organisation} that is not there`);
      return describe(person, home, organisation, seat, now);
    }),
  );
}

function describe(person: SamplePerson, home: SampleOrganisation, organisation: number, seat: number, now: Instant): SampleMember {
  const user = person.user ?? `m${String(organisation + 1).padStart(2, '0')}${'abcd'[seat] ?? seat}`;
  const chance = createChance('member', user);
  const { offers, wants } = exchange(person, home, chance);
  const early = chance.percent(76) || person.user !== undefined;
  const joinedAt = after(now, -(early ? chance.between(285, 300) : chance.between(20, 270)) * DAY - chance.between(0, 20) * HOUR);
  return {
    user,
    person,
    organisation,
    member: {
      status: 'active',
      role: person.role ?? 'member',
      isBot: false,
      name: person.name,
      language: person.language,
      timezone: person.timezone ?? 'Asia/Baghdad',
      hours: chance.pick(HOURS),
      languages: person.languages,
      sectors: chance.percent(60) ? home.sectors : chance.some(home.sectors, 1),
      offers,
      wants,
      governorates: chance.percent(50) ? home.governorates : home.governorates.slice(0, 1),
      email: chance.percent(30) ? `${user}@example.org` : null,
      visibility: visibility(chance, person.user !== undefined),
      inductionStep: null,
      joinedAt,
      lastActiveAt: latest(joinedAt, after(now, -chance.between(1, 40) * DAY)),
    },
  };
}

function exchange(person: SamplePerson, home: SampleOrganisation, chance: Chance): Pick<NewMember, 'offers' | 'wants'> {
  const known = home.sectors.flatMap((sector) => SKILLS_OF[sector] ?? []);
  const foreign = Object.entries(SKILLS_OF).flatMap(([sector, skills]) => (home.sectors.includes(sector) ? [] : skills));
  const offers = [...chance.some([...known, ...chance.some(OF_TYPE[home.type].offers, 2)], chance.between(2, 4)), ...(person.offers ?? [])];
  const lacking = [...chance.some(OF_TYPE[home.type].wants, 2), ...chance.some(foreign, 2)].filter((skill) => !offers.includes(skill));
  return { offers, wants: [...chance.some(lacking, chance.between(1, 3)), ...(person.wants ?? [])] };
}

/** Most leave it as it is proposed; some are more open about their hours, some more careful: not those whom visitors play. */
function visibility(chance: Chance, played: boolean): NewMember['visibility'] {
  const careful = chance.percent(8) && !played;
  return {
    ...SHOWN_VISIBILITY,
    hours: chance.percent(40) ? 'everyone' : SHOWN_VISIBILITY.hours,
    ...(careful && { organisation: 'organisers', sectors: 'organisers', wants: 'organisers' }),
    email: chance.percent(15) ? 'nobody' : SHOWN_VISIBILITY.email,
  };
}

/** A member of the sample with their account in the web chat. */
export interface SeededMember {
  readonly member: Member;
  readonly user: string;
}

/**
 * Inserts the sample's organisations and members.
 *
 * @throws {RangeError} If the sample has people of an organisation that it lacks.
 */
export async function seedMembers({ tx, webChat }: Context, now: Instant): Promise<readonly SeededMember[]> {
  const organisations: OrganisationId[] = [];
  for (const organisation of SAMPLE_ORGANISATIONS) {
    organisations.push(await organisationsStore(tx).insert({ ...organisation, status: 'approved' }));
  }
  const people: SeededMember[] = [];
  for (const { user, organisation, member: described } of sampleMembers(SAMPLE_ORGANISATIONS, now)) {
    const member = { ...described, organisation: organisations[organisation] ?? null };
    const id = await membersStore(tx).insert(member);
    await accountsStore(tx).link(id, { platform: 'web', space: DEMO_SPACE, user });
    await webChat.saveUser({ user, name: member.name });
    people.push({ member: { ...member, id }, user });
  }
  return people;
}

/** How many organisations and active members the community has. */
export async function countMembers({ tx }: Pick<Context, 'tx'>): Promise<{ readonly organisations: number; readonly members: number }> {
  return {
    organisations: (await organisationsStore(tx).list()).length,
    members: await membersStore(tx).count({ status: 'active' }),
  };
}
