import { type Actor, isAllowed } from '../../../core/access.js';
import { InputError, NotFoundError } from '../../../core/errors.js';
import { fold } from '../../../core/fold.js';
import type { MemberId } from '../../../core/ids.js';
import { latinDigits } from '../../../core/written.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { findMembers } from '../../members/public.js';
import { topicsStore } from '../store/index.js';
import type { Proposal, ProposalId, ProposalView } from '../types.js';
import { proposalId } from './ids.js';

type Related = NonNullable<Awaited<ReturnType<ReturnType<typeof topicsStore>['view']>>>;

/** Throws a `NotFoundError` for a proposal that is gone. */
export async function requireProposal(context: Context, id: ProposalId): Promise<Proposal> {
  const proposal = await topicsStore(context.tx).find(id);
  if (!proposal || proposal.state === 'withdrawn') throw gone(id);
  return proposal;
}

/** A proposal and what the member has to do with it; for one that was merged, the one that goes on. Throws a `NotFoundError`. */
export async function findRelated(context: Context, id: ProposalId, member: MemberId): Promise<Related> {
  const found = await topicsStore(context.tx).view(id, member);
  if (!found || (found.proposal.state === 'withdrawn' && !found.relation.own)) throw gone(id);
  const { state, mergedInto } = found.proposal;
  return state === 'merged' && mergedInto !== null ? findRelated(context, mergedInto, member) : found;
}

/** A proposal as the reader sees it; throws what `findRelated` throws. */
export async function viewProposal(context: Context, id: ProposalId, reader: Actor): Promise<ProposalView> {
  const { proposal, named, relation } = await findRelated(context, id, reader.id);
  const proposers = await namesOf(context, named);
  return { proposal, proposers, relation, reviewer: isAllowed(reader, 'adviser'), zone: reader.timezone };
}

async function namesOf(context: Context, members: readonly MemberId[]): Promise<readonly string[]> {
  return members.length === 0 ? [] : (await findMembers(context, [...new Set(members)])).map(({ name }) => name);
}

/** Open proposals whose title contains what was typed, for completion. */
export async function matchingTitles(context: Context, typed: string): Promise<readonly Pick<Proposal, 'id' | 'title'>[]> {
  const wanted = fold(typed);
  return (await topicsStore(context.tx).openTexts()).filter(({ title }) => fold(title).includes(wanted)).slice(0, 25);
}

/** The proposal meant by its number or by words of its title. Throws a `NotFoundError` for none, an `InputError` for several. */
export async function proposalByText(context: Context, typed: string): Promise<ProposalId> {
  if (isNumber(typed)) return proposalId.decode(latinDigits(typed.trim()).replace(/^#/, ''));
  const [first, ...others] = await matchingTitles(context, typed);
  const values = { text: typed.slice(0, 40), command: '/topics list' };
  if (!first) throw new NotFoundError('no such title', phrase('topics.error.no-title', values));
  if (others.length > 0) throw new InputError('several titles', phrase('topics.error.several', values));
  return first.id;
}

/** Whether a proposal's number was typed, in digits of any script. */
export function isNumber(typed: string): boolean {
  return /^#?\d+$/.test(latinDigits(typed.trim()));
}

function gone(id: ProposalId): NotFoundError {
  return new NotFoundError(`no proposal ${id}`, phrase('topics.error.gone'));
}
