import { NotFoundError } from '../../../core/errors.js';
import { dottedId, numberId, orNone, versionId } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import type { ProposalId, Reviewed } from '../types.js';

export const gone = () => new NotFoundError('not a proposal', phrase('topics.error.gone'));
export const proposalId = numberId<ProposalId>(gone);

/** The proposal of a button; 0 for the draft of who presses, or where a menu brings the proposal as its value. */
export const proposalOrNone = orNone(proposalId);

/** A decision holds for the text that the reviewer has read. */
export const reviewedId = dottedId<Reviewed>({ id: proposalId, version: versionId(gone) });

/** The proposal that was chosen in a menu. Throws a `NotFoundError` for anything but a number. */
export function chosenProposal([value = '']: readonly string[]): ProposalId {
  return proposalId.decode(value);
}
