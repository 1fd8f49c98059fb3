import { contentWords } from '../../../core/content-words.js';
import type { Language } from '../../../core/language.js';

/** General questions by what they ask for: what people did, what was hard, what others can take from it. One of each is asked. */
export const GENERAL_QUESTIONS = [
  ['worked', 'tried', 'changed'],
  ['hard', 'missing', 'surprised'],
  ['advice', 'first-step', 'together'],
] as const;
export type GeneralQuestion = (typeof GENERAL_QUESTIONS)[number][number];

/** How many guiding questions a discussion has at least. */
const LEAST = 2;
/** The share of the shorter question's words above which two questions ask the same. */
const SAME = 0.6;

interface Asked {
  readonly id: number;
  readonly texts: Readonly<Partial<Record<Language, { readonly question: string }>>>;
  readonly guiding: readonly string[] | null;
}

/**
 * The general questions of a topic, beside `shown` ones of its own: one of each kind, or as many as are wanting. Topics that follow one
 * another get others, a topic always the same in every language. None asks what the topic itself asks. `wordsOf`: a question as it is
 * worded in each language.
 */
export function generalQuestions(
  { id, texts, guiding }: Asked,
  shown: number,
  wordsOf: (question: GeneralQuestion) => readonly string[],
): readonly GeneralQuestion[] {
  const asked = [...(guiding ?? []), ...Object.values(texts).map(({ question }) => question)].map(contentWords);
  const isNew = (question: GeneralQuestion) =>
    wordsOf(question).every((words) => !asked.some((other) => asksTheSame(contentWords(words), other)));
  const ordered = GENERAL_QUESTIONS.map((kind, index) => {
    const first = id + Math.floor(id / kind.length ** index);
    return kind.map((_, turn) => kind[(first + turn) % kind.length] ?? kind[0]).filter(isNew);
  });
  const inTurn = [0, 1, 2].flatMap((turn) => ordered.flatMap((kind) => kind[turn] ?? []));
  return inTurn.slice(0, guiding === null ? GENERAL_QUESTIONS.length : Math.max(0, LEAST - shown));
}

function asksTheSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const shared = [...one].filter((word) => other.has(word)).length;
  return shared > 0 && shared / Math.max(1, Math.min(one.size, other.size)) >= SAME;
}
