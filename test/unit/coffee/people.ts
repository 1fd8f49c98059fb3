import { type MemberId, toId } from '../../../src/core/ids.js';
import { toInstant, toLocalTime } from '../../../src/core/time.js';
import type { Member } from '../../../src/features/coffee/types.js';

/** An invented active member of whom everything may be told. */
export function person({ id, ...change }: { readonly id: number } & Partial<Omit<Member, 'id'>>): Member {
  return {
    id: toId<MemberId>(id),
    status: 'active',
    role: 'member',
    isBot: false,
    name: `Member ${id}`,
    organisation: null,
    language: 'en',
    timezone: 'Asia/Baghdad',
    hours: { start: toLocalTime('09:00'), end: toLocalTime('17:00') },
    languages: ['en'],
    sectors: [],
    offers: [],
    wants: [],
    governorates: [],
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
    joinedAt: toInstant(0),
    lastActiveAt: null,
    ...change,
  };
}
