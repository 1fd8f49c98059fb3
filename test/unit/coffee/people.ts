import { type MemberId, toId } from '../../../src/core/ids.js';
import { toInstant } from '../../../src/core/time.js';
import type { Member } from '../../../src/features/coffee/types.js';
import { aMember } from '../../support/records.js';

/** An invented active member of whom everything may be told. */
export function person({ id, ...change }: { readonly id: number } & Partial<Omit<Member, 'id'>>): Member {
  const plain = { name: `Member ${id}`, languages: ['en'], sectors: [], governorates: [], joinedAt: toInstant(0) };
  return { ...aMember({ ...plain, ...change }), id: toId<MemberId>(id) };
}
