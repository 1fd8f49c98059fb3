import type { Actor } from '../../../core/access.js';
import { InputError } from '../../../core/errors.js';
import type { MemberId } from '../../../core/ids.js';
import type { Language } from '../../../core/language.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { findMembers } from '../../members/public.js';
import { inThread, pollKey } from '../keys.js';
import {
  POLL_OPTION_MAX,
  POLL_OPTIONS_MAX,
  POLLS_OF_MEMBER_MAX,
  POLLS_OF_TOPIC_MAX,
  readChoices,
  readOptions,
  tally,
  votersOf,
} from '../rules/poll.js';
import { topicsStore } from '../store/index.js';
import type { Poll, PollId, Topic, TopicId } from '../types.js';
import { leads, requireOpenTopic, requireTopic } from './find.js';
import { pollGone } from './ids.js';

/** A poll as everybody sees it: how often each answer was chosen, and by whom if the poll shows names. */
export interface PollView {
  readonly poll: Poll;
  readonly answers: readonly { readonly option: string; readonly count: number; readonly names: readonly string[] }[];
  readonly voters: number;
  /** It can be voted in. */
  readonly isOpen: boolean;
}

export interface NewPoll {
  readonly question: string;
  /** One a line. */
  readonly options: string;
  readonly answers: 'one' | 'several';
  readonly names: 'hidden' | 'shown';
}

/**
 * Starts a poll in a topic's thread, in every space. Throws an `InputError` for answers that make no poll, and for more polls than
 * a topic or a member can have; a `NotFoundError` for a topic that is not open.
 */
export async function startPoll(
  context: Context,
  actor: Actor,
  {
    topic: id,
    poll: { question, options: lines, answers, names },
    language,
  }: { readonly topic: TopicId; readonly poll: NewPoll; readonly language: Language },
): Promise<Topic> {
  const topic = await requireOpenTopic(context, id);
  const read = readOptions(lines);
  if ('problem' in read) throw optionsError(read.problem);
  const store = topicsStore(context.tx);
  const earlier = await store.pollsOf(id);
  if (earlier.length >= POLLS_OF_TOPIC_MAX)
    throw new InputError('too many polls', phrase('topics-marks.error.many-polls', { most: POLLS_OF_TOPIC_MAX }));
  const own = earlier.filter(({ member }) => member === actor.id);
  if (own.length >= POLLS_OF_MEMBER_MAX && !leads(topic, actor))
    throw new InputError('one poll each', phrase('topics-marks.error.one-poll'));
  const poll = await store.insertPoll({
    topic: id,
    member: actor.id,
    language,
    question,
    options: read.options,
    multiple: answers === 'several',
    anonymous: names === 'hidden',
    openedAt: context.now,
  });
  await store.followByPart(id, actor.id, context.now);
  await context.deliveries.plan({
    key: pollKey(poll),
    kind: 'topics.marks.poll',
    args: { poll },
    to: inThread(topic),
    dueAt: context.now,
  });
  return topic;
}

function optionsError(problem: Extract<ReturnType<typeof readOptions>, { readonly problem: unknown }>['problem']): InputError {
  switch (problem.type) {
    case 'few':
      return new InputError('too few options', phrase('topics-marks.error.few-options'));
    case 'many':
      return new InputError('too many options', phrase('topics-marks.error.many-options', { most: POLL_OPTIONS_MAX }));
    case 'long':
      return new InputError(
        'a long option',
        phrase('topics-marks.error.long-option', { most: POLL_OPTION_MAX, option: [...problem.option].slice(0, 30).join('') }),
      );
    default:
      return problem satisfies never;
  }
}

/**
 * The member's vote is these answers, none to take it back. Returns the poll and what they chose. Throws a `NotFoundError` for a poll
 * that is gone, an `InputError` for one that is over and for answers that it does not have.
 */
export async function vote(
  context: Context,
  member: MemberId,
  id: PollId,
  values: readonly string[],
): Promise<{ readonly poll: Poll; readonly chosen: readonly number[] }> {
  const store = topicsStore(context.tx);
  const poll = await store.poll(id);
  if (!poll) throw pollGone();
  const { state } = await requireTopic(context, poll.topic);
  if (state !== 'open') throw new InputError('the poll is closed', phrase('topics-marks.error.poll-closed'));
  const chosen = readChoices(poll, values);
  if (!chosen) throw new InputError('no such answer', phrase('common.error.unknown-choice'));
  await store.saveVote(id, member, chosen);
  if (chosen.length > 0) await store.followByPart(poll.topic, member, context.now);
  await context.deliveries.refresh(pollKey(id), context.now);
  return { poll, chosen };
}

/** A poll with its votes; undefined for one that is gone or whose texts were erased. */
export async function viewPoll(context: Context, id: PollId): Promise<PollView | undefined> {
  const store = topicsStore(context.tx);
  const poll = await store.poll(id);
  const topic = poll && (await store.topic(poll.topic));
  // A poll without answers is one whose texts were erased.
  if (!poll || !topic || poll.options.length === 0) return undefined;
  const votes = await store.votesOf(id);
  const names = new Map(
    poll.anonymous || votes.length === 0
      ? []
      : (await findMembers(context, [...new Set(votes.map(({ member }) => member))])).map((one) => [one.id, one.name] as const),
  );
  return {
    poll,
    answers: tally(poll, votes).map(({ option, voters }) => ({
      option,
      count: voters.length,
      names: voters.flatMap((voter) => names.get(voter) ?? []),
    })),
    voters: votersOf(votes),
    isOpen: topic.state === 'open',
  };
}

/** Shows the polls of a topic anew, once it is closed or open again. */
export async function refreshPolls(context: Context, topic: TopicId): Promise<void> {
  const polls = await topicsStore(context.tx).pollsOf(topic);
  await context.deliveries.refresh(
    polls.map(({ id }) => pollKey(id)),
    context.now,
  );
}

/** The words of polls that nobody but the member who is about to be erased has a part in go with them. */
export async function erasePolls(context: Context, member: MemberId): Promise<void> {
  const store = topicsStore(context.tx);
  for (const { id } of await store.pollsOfOneself(member)) {
    await context.deliveries.remove(pollKey(id), context.now);
    await store.erasePoll(id);
  }
}

/** Polls that name the member who is about to be erased are shown without them, also those that are over. */
export async function forgetVoter(context: Context, member: MemberId): Promise<void> {
  const polls = await topicsStore(context.tx).pollsNaming(member);
  await context.deliveries.refresh(polls.map(pollKey), context.now);
}

/** Counts the votes of a member who is back, or no longer those of one who is about to go. */
export async function countVotes(context: Context, member: MemberId, present: boolean): Promise<void> {
  const store = topicsStore(context.tx);
  const polls = await store.openPollsWith(member);
  if (polls.length === 0) return;
  await store.setVotesPresent(member, present);
  await context.deliveries.refresh(polls.map(pollKey), context.now);
}
