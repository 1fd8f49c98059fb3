import { NotFoundError } from '../../../core/errors.js';
import { type IdCodec, numberId } from '../../../feature-api/index.js';
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

/** `<contribution>.<mark>` */
export const markId: IdCodec<MarkOf> = {
  shape: '`<number>.<mark>`',
  encode: ({ contribution, mark }) => `${contribution}.${mark}`,
  decode(text) {
    const [number = '', word] = text.split('.');
    const mark = MARKS.find((known) => known === word);
    if (!mark) throw contributionGone();
    return { contribution: contributionId.decode(number), mark };
  },
};

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
export const topicOrNone: IdCodec<TopicId | undefined> = {
  shape: 'a number or 0',
  encode: (id) => id ?? 0,
  decode: (text) => (text === '0' ? undefined : topicId.decode(text)),
};
