import type { MemberId, OrganisationId } from '../../../src/core/ids.js';
import type { Message } from '../../../src/core/message.js';
import type { MatchMember, Round } from '../../../src/ports/coffee.js';
import type { NewMember, Organisation } from '../../../src/ports/members.js';

export const T0 = Date.parse('2026-11-01T09:00:00+03:00');

export function aMember(change: Partial<NewMember> = {}): NewMember {
  return {
    status: 'active',
    role: 'member',
    isBot: false,
    name: 'Zahra',
    organisation: null,
    language: 'en',
    timezone: 'Asia/Baghdad',
    hours: { start: '09:00', end: '16:00' },
    languages: ['ar', 'en'],
    sectors: ['protection'],
    offers: ['budgets'],
    wants: ['theatre'],
    governorates: ['basra'],
    email: null,
    visibility: {
      organisation: 'everyone',
      languages: 'everyone',
      sectors: 'everyone',
      offers: 'everyone',
      wants: 'organisers',
      hours: 'organisers',
      email: 'nobody',
    },
    inductionStep: null,
    joinedAt: T0,
    lastActiveAt: null,
    ...change,
  };
}

export function anOrganisation(name: string, change: Partial<Omit<Organisation, 'id' | 'name'>> = {}): Omit<Organisation, 'id'> {
  return { name, type: 'local', governorates: ['basra'], sectors: ['protection'], status: 'approved', ...change };
}

export function aRound(number: number, change: Partial<Omit<Round, 'id' | 'number'>> = {}): Omit<Round, 'id'> {
  return {
    number,
    state: 'planned',
    invitationAt: T0,
    matchingAt: T0 + number * 1000,
    nudgeAt: T0 + 2,
    checkInAt: T0 + 3,
    closingAt: T0 + 4,
    seed: 2 ** 52 + 1,
    explanation: null,
    ...change,
  };
}

export function aSeat(member: MemberId, organisation: OrganisationId | null = null): MatchMember {
  return { member, organisation, checkIn: null, outcome: null, note: null, laterOutcome: null };
}

export function saying(text: string): Message {
  return { cards: [{ language: 'en', blocks: [{ type: 'paragraph', text: [text] }] }] };
}
