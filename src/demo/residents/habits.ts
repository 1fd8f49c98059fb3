import type { Chance } from '../random.js';
import { createChance } from '../random.js';

/** What a resident can do with a message: press a button, or choose from a menu. */
export interface Offer {
  /** The middle of an action id: `met` of `coffee:met:17`. */
  readonly name: string;
  readonly action: string;
  /** Values to choose from, for a menu. */
  readonly values?: readonly string[];
}

/** The answers to one question. What one says of a thing that both lived through is the same for both. */
interface Question {
  readonly answers: Readonly<Record<string, number>>;
  /** Of 100 people so many say nothing. */
  readonly silent: number;
  readonly shared?: true;
}

/** A button that is in none of these is for people to find out about; residents leave it alone. */
const QUESTIONS: readonly Question[] = [
  { answers: { met: 80, planned: 9, 'could-not': 10, 'not-a-good-match': 1 }, silent: 13, shared: true },
  { answers: { later: 1 }, silent: 45 },
  { answers: { back: 1 }, silent: 50 },
  // Silence is a yes where members take part as a rule.
  { answers: { in: 66, skip: 28, pause: 6 }, silent: 78 },
];
/** What may follow an answer: of 100 people so many do it. */
const SEQUELS: Readonly<Record<string, number>> = { outcome: 88, note: 42, 'pause-until': 40 };
/** How often each step of the ladder comes, for a menu of steps; other values are all the same to residents. */
const LADDER: Readonly<Record<string, number>> = { contact: 44, exchange: 34, 'joint-activity': 16, agreement: 6, 'no-further': 40 };

/** What a resident answers to a message, if anything. */
export function answerTo(offers: readonly Offer[], chance: Chance): Offer | undefined {
  for (const { answers, silent, shared } of QUESTIONS) {
    const found = offers.filter(({ name }) => answers[name] !== undefined);
    const [first] = found;
    if (!first) continue;
    if (chance.percent(silent)) return undefined;
    const together = shared ? createChance(idOf(first.action)) : chance;
    const name = together.weighted(Object.fromEntries(found.map((offer) => [offer.name, answers[offer.name] ?? 0])));
    return found.find((offer) => offer.name === name);
  }
  return undefined;
}

/** What a resident adds to an answer given; `done` are the names used already. */
export function sequelTo(offers: readonly Offer[], done: ReadonlySet<string>, chance: Chance): Offer | undefined {
  return offers.find(({ name }) => !done.has(name) && chance.percent(SEQUELS[name] ?? 0));
}

/** The value chosen from a menu. */
export function valueFor(values: readonly string[], chance: Chance): string | undefined {
  if (values.length === 0) return undefined;
  return chance.weighted(Object.fromEntries(values.map((value) => [value, LADDER[value] ?? 10])));
}

function idOf(action: string): string {
  return action.split(':').slice(2).join(':');
}
