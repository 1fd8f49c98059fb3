import type { Reason } from '../pairing/types.js';
import type { Member, StoredReason } from '../types.js';
import { offersThatMeet } from './terms.js';
import { mayBeTold, type Viewer } from './visibility.js';

/** Reasons as a match stores them: members by their position in `members`, and no words of theirs. */
export function storedReasons(members: readonly number[], reasons: readonly Reason[]): readonly StoredReason[] {
  const stored = reasons.map((reason): StoredReason => {
    switch (reason.kind) {
      case 'offer-meets-want':
        return { kind: reason.kind, from: members.indexOf(reason.from), to: members.indexOf(reason.to) };
      case 'newcomer-with-experienced':
        return { kind: reason.kind, newcomer: members.indexOf(reason.newcomer) };
      case 'organisations-never-met':
      case 'different-types':
      case 'different-governorates':
      case 'common-sector':
      case 'overlapping-hours':
      case 'long-since':
        return reason;
      default:
        return reason satisfies never;
    }
  });
  // Several terms of one direction are one reason here.
  return [...new Map(stored.map((reason) => [JSON.stringify(reason), reason])).values()];
}

/** A reason that may be told to `viewer`, with what its sentence needs. */
export type Tellable =
  | { readonly kind: 'offer-meets-want'; readonly from: Member; readonly to: Member; readonly terms: readonly string[] }
  | { readonly kind: 'newcomer-with-experienced'; readonly newcomer: Member }
  | { readonly kind: 'common-sectors'; readonly sectors: readonly string[] }
  | { readonly kind: 'overlapping-hours'; readonly hours: number }
  | { readonly kind: 'long-since'; readonly roundsAgo: number }
  | { readonly kind: 'organisations-never-met' | 'different-types' | 'different-governorates' };

/** How many terms and sectors a sentence names. */
const NAMED = 3;

/**
 * The reasons that may be told, the strongest first: one that rests on a field that its owner hides from `viewer` is
 * left out, and so is one that no longer holds. `seats` are the match's members, null where somebody was erased.
 */
export function tellable(reasons: readonly StoredReason[], seats: readonly (Member | null)[], viewer: Viewer): readonly Tellable[] {
  const people = seats.filter((member): member is Member => member !== null);
  const allShow = (field: 'organisation' | 'sectors' | 'hours') => people.every((member) => mayBeTold(member, field, viewer));
  const told: Tellable[] = [];
  for (const reason of reasons) {
    switch (reason.kind) {
      case 'offer-meets-want': {
        const [from, to] = [seats[reason.from], seats[reason.to]];
        if (!from || !to || !mayBeTold(from, 'offers', viewer) || !mayBeTold(to, 'wants', viewer)) break;
        const terms = offersThatMeet(from, to).slice(0, NAMED);
        if (terms.length > 0) told.push({ kind: reason.kind, from, to, terms });
        break;
      }
      case 'newcomer-with-experienced': {
        const newcomer = seats[reason.newcomer];
        if (newcomer) told.push({ kind: reason.kind, newcomer });
        break;
      }
      case 'common-sector': {
        if (!allShow('sectors')) break;
        const earlier = told.findIndex(({ kind }) => kind === 'common-sectors');
        const before = told[earlier];
        if (before?.kind === 'common-sectors') {
          told[earlier] = { ...before, sectors: [...before.sectors, reason.sector].slice(0, NAMED) };
        } else told.push({ kind: 'common-sectors', sectors: [reason.sector] });
        break;
      }
      case 'overlapping-hours':
        if (allShow('hours') && reason.minutes >= 60) told.push({ kind: reason.kind, hours: Math.floor(reason.minutes / 60) });
        break;
      case 'organisations-never-met':
      case 'different-types':
      case 'different-governorates':
        // Governorates and types are the organisation's: told together with it or not at all.
        if (allShow('organisation')) told.push({ kind: reason.kind });
        break;
      case 'long-since':
        told.push({ kind: reason.kind, roundsAgo: reason.roundsAgo });
        break;
      default:
        reason satisfies never;
    }
  }
  return told;
}
