import { NotFoundError } from '../../../core/errors.js';
import { type IdCodec, numberId } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import type { ProposalId, Reviewed } from '../types.js';

export const gone = () => new NotFoundError('not a proposal', phrase('topics.error.gone'));
export const proposalId = numberId<ProposalId>(gone);

/** The proposal of a button; 0 for the draft of who presses, or where a menu brings the proposal as its value. */
export const proposalOrNone: IdCodec<ProposalId | undefined> = {
  shape: 'a number or 0',
  encode: (id) => id ?? 0,
  decode: (text) => (text === '0' ? undefined : proposalId.decode(text)),
};

/** `<number>.<version>`: a decision holds for the text that the reviewer has read. */
export const reviewedId: IdCodec<Reviewed> = {
  shape: '`<number>.<version>`',
  encode: ({ id, version }) => `${id}.${version}`,
  decode(text) {
    const [id = '', version = ''] = text.split('.');
    if (!/^\d{1,9}$/.test(version)) throw gone();
    return { id: proposalId.decode(id), version: Number(version) };
  },
};

/** The proposal that was chosen in a menu. Throws a `NotFoundError` for anything but a number. */
export function chosenProposal([value = '']: readonly string[]): ProposalId {
  return proposalId.decode(value);
}
