import { NotFoundError } from '../../../core/errors.js';
import { dottedId, type IdCodec, numberId, orNone, wordId } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { type ContributionId, MARKS, type Mark, type PollId, type TopicId } from '../types.js';

export const contributionGone = () => new NotFoundError('not a contribution', phrase('topics-marks.error.gone'));
export const topicGone = () => new NotFoundError('not a topic', phrase('topics-marks.error.no-topic'));
export const pollGone = () => new NotFoundError('not a poll', phrase('topics-marks.error.no-poll'));

export const contributionId = numberId<ContributionId>(contributionGone);
export const topicId = numberId<TopicId>(topicGone);
const pollId = numberId<PollId>(pollGone);

export interface MarkOf {
  readonly contribution: ContributionId;
  readonly mark: Mark;
}

export const markId = dottedId<MarkOf>({ contribution: contributionId, mark: wordId(MARKS, contributionGone) });

export interface ChoiceOf {
  readonly poll: PollId;
  /** Undefined where a menu brings what was chosen. */
  readonly choice: number | undefined;
}

/** `<poll>`, or `<poll>.<choice>` */
export const choiceId: IdCodec<ChoiceOf> = {
  shape: '`<number>`, or `<number>.<choice>`',
  encode: ({ poll, choice }) => (choice === undefined ? poll : `${poll}.${choice}`),
  decode(text) {
    const [number = '', choice] = text.split('.');
    if (choice !== undefined && !/^\d{1,2}$/.test(choice)) throw pollGone();
    return { poll: pollId.decode(number), choice: choice === undefined ? undefined : Number(choice) };
  },
};

/** The topic of a button; 0 where a menu brings it. */
export const topicOrNone = orNone(topicId);
