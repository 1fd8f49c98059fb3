import type { MemberId } from '../../core/ids.js';
import type { ImportRow } from './import/row.js';
import type { Question } from './rules/identity.js';
import type { IdentityQuestionId } from './types.js';

/** A line of a list of which only an organiser can say whether it means this member. */
export interface IdentityQuestion {
  readonly id: IdentityQuestionId;
  readonly member: MemberId;
  readonly reason: Question;
  readonly row: ImportRow;
}
