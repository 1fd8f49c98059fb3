import { toInstant, toLocalTime } from '../../src/core/time.js';
import type { NewMember, Organisation } from '../../src/features/members/types.js';

/** An approved local organisation, with what is given instead. */
export function anOrganisation(given: Partial<Omit<Organisation, 'id'>> = {}): Omit<Organisation, 'id'> {
  return { name: 'Reed House', type: 'local', governorates: ['baghdad'], sectors: ['protection'], status: 'approved', ...given };
}

/** An active member whom everyone may see, with what is given instead. */
export function aMember(given: Partial<NewMember> = {}): NewMember {
  return {
    status: 'active',
    role: 'member',
    isBot: false,
    name: 'Amal',
    organisation: null,
    language: 'en',
    timezone: 'Asia/Baghdad',
    hours: { start: toLocalTime('09:00'), end: toLocalTime('17:00') },
    languages: ['en', 'ar'],
    sectors: ['protection'],
    offers: [],
    wants: [],
    governorates: ['baghdad'],
    email: null,
    visibility: {
      organisation: 'everyone',
      languages: 'everyone',
      sectors: 'everyone',
      offers: 'everyone',
      wants: 'everyone',
      hours: 'everyone',
      email: 'nobody',
    },
    inductionStep: null,
    joinedAt: toInstant(Date.parse('2026-01-04T09:00:00+03:00')),
    lastActiveAt: null,
    ...given,
  };
}
