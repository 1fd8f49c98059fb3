import type { MemberId, OrganisationId } from '../../../src/core/ids.js';
import type { Message } from '../../../src/core/message.js';
import { after, toInstant } from '../../../src/core/time.js';
import type { MatchMember, Round } from '../../../src/features/coffee/types.js';
import type { NewMember } from '../../../src/features/members/types.js';
import type { ProposalText } from '../../../src/features/topics/types.js';
import { aMember as member } from '../../support/records.js';

export const T0 = toInstant(Date.parse('2026-11-01T09:00:00+03:00'));

/** A member with something in every list, who joined at T0. */
export function aMember(change: Partial<NewMember> = {}): NewMember {
  return member({ name: 'Zahra', offers: ['budgets'], wants: ['theatre'], joinedAt: T0, ...change });
}

export function aRound(number: number, change: Partial<Omit<Round, 'id' | 'number'>> = {}): Omit<Round, 'id'> {
  return {
    number,
    state: 'planned',
    invitationAt: T0,
    matchingAt: after(T0, number * 1000),
    nudgeAt: after(T0, 2),
    checkInAt: after(T0, 3),
    closingAt: after(T0, 4),
    seed: 2 ** 52 + 1,
    explanation: null,
    ...change,
  };
}

export function aSeat(member: MemberId, organisation: OrganisationId | null = null): MatchMember {
  return { member, organisation, checkIn: null, outcome: null, note: null, laterOutcome: null };
}

export function aProposal(change: Partial<ProposalText> = {}): ProposalText {
  return {
    title: 'Safe spaces in rural areas',
    question: 'Who has opened one?',
    why: '',
    sector: 'protection',
    language: 'en',
    resources: ['https://example.org/guide'],
    ...change,
  };
}

export function saying(text: string): Message {
  return { cards: [{ language: 'en', blocks: [{ type: 'paragraph', text: [text] }] }] };
}
