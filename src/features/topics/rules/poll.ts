import { fold } from '../../../core/fold.js';
import type { MemberId } from '../../../core/ids.js';
import type { Poll, Vote } from '../types.js';

export const POLL_QUESTION_MAX = 300;
export const POLL_OPTIONS_MAX = 10;
export const POLL_OPTION_MAX = 70;

/** How many polls a topic can have, and how many somebody who does not lead the discussion can start in it. */
export const POLLS_OF_TOPIC_MAX = 10;
export const POLLS_OF_MEMBER_MAX = 1;

export type OptionsProblem = { readonly type: 'few' | 'many' } | { readonly type: 'long'; readonly option: string };

/** Reads the answers of a poll, one a line; the same twice counts once. */
export function readOptions(text: string): { readonly options: readonly string[] } | { readonly problem: OptionsProblem } {
  const lines = text.split('\n').map((line) => line.replace(/\s+/gu, ' ').trim());
  const options = [...new Map(lines.filter((line) => /[\p{L}\p{N}\p{S}]/u.test(line)).map((line) => [fold(line) || line, line])).values()];
  const long = options.find((option) => [...option].length > POLL_OPTION_MAX);
  if (long !== undefined) return { problem: { type: 'long', option: long } };
  if (options.length < 2) return { problem: { type: 'few' } };
  return options.length > POLL_OPTIONS_MAX ? { problem: { type: 'many' } } : { options };
}

/** One answer of a poll, and who chose it. */
export interface Tallied {
  readonly option: string;
  readonly voters: readonly MemberId[];
}

/** The counts of a poll. Answers that are no longer there are passed over. */
export function tally({ options }: Pick<Poll, 'options'>, votes: readonly Vote[]): readonly Tallied[] {
  return options.map((option, index) => ({
    option,
    voters: votes.filter(({ choice }) => choice === index).map(({ member }) => member),
  }));
}

/** How many people voted, however many answers each chose. */
export function votersOf(votes: readonly Vote[]): number {
  return new Set(votes.map(({ member }) => member)).size;
}

/** What somebody chose, without repeats; undefined where it does not fit the poll. */
export function readChoices(
  { options, multiple }: Pick<Poll, 'options' | 'multiple'>,
  values: readonly string[],
): readonly number[] | undefined {
  const choices = [...new Set(values)].map((value) => (/^\d{1,2}$/.test(value) ? Number(value) : -1));
  if (choices.some((choice) => choice < 0 || choice >= options.length)) return undefined;
  return choices.length > 1 && !multiple ? undefined : choices.toSorted((a, b) => a - b);
}
