import type { Chance } from '../random.js';
import { createChance } from '../random.js';

/** A button or menu of a message that a resident can use. */
export interface MessageControl {
  /** The middle part of the action id: `met` of `feature:met:17`. */
  readonly name: string;
  readonly action: string;
  /** The values of a menu; absent for a button. */
  readonly values?: readonly string[];
}

/** Buttons that answer one question, with the weight of each. */
interface Question {
  readonly answers: Readonly<Record<string, number>>;
  /** Percentage of residents who do not answer. */
  readonly silent: number;
  /** All members asked about the same id give the same answer, because it describes something they did together. */
  readonly shared?: true;
}

/** Residents ignore buttons that are not listed here, so that the demo's user can try them. */
const QUESTIONS: readonly Question[] = [
  { answers: { met: 80, planned: 9, 'could-not': 10, 'not-a-good-match': 1 }, silent: 13, shared: true },
  { answers: { later: 1 }, silent: 45 },
  { answers: { back: 1 }, silent: 50 },
  // Most stay silent, because silence means yes by default.
  { answers: { in: 66, skip: 28, pause: 6 }, silent: 78 },
];
/** Percentage of residents who use each control of the reply to their answer. */
const FOLLOW_UPS: Readonly<Record<string, number>> = { outcome: 88, note: 42, 'pause-until': 40 };
/** Weight of each outcome value in a menu. */
const OUTCOME_WEIGHTS: Readonly<Record<string, number>> = {
  contact: 44,
  exchange: 34,
  'joint-activity': 16,
  agreement: 6,
  'no-further': 40,
};
/** Weight of every other menu value. */
const DEFAULT_WEIGHT = 10;

/**
 * Chooses the control with which a resident answers a message.
 *
 * @param controls The message's buttons and menus.
 * @param chance The source of this resident's random choices.
 * @returns `undefined` if the message asks no known question, or the resident does not answer.
 */
export function chooseAnswer(controls: readonly MessageControl[], chance: Chance): MessageControl | undefined {
  for (const { answers, silent, shared } of QUESTIONS) {
    const found = controls.filter(({ name }) => answers[name] !== undefined);
    const [first] = found;
    if (!first) continue;
    if (chance.percent(silent)) return undefined;
    const answerChance = shared ? createChance(idOf(first.action)) : chance;
    const name = answerChance.weighted(Object.fromEntries(found.map((control) => [control.name, answers[control.name] ?? 0])));
    return found.find((control) => control.name === name);
  }
  return undefined;
}

/**
 * Chooses the next control that a resident uses in the reply to an earlier answer.
 *
 * @param used Names of the controls used already; none is used twice.
 */
export function chooseFollowUp(controls: readonly MessageControl[], used: ReadonlySet<string>, chance: Chance): MessageControl | undefined {
  return controls.find(({ name }) => !used.has(name) && chance.percent(FOLLOW_UPS[name] ?? 0));
}

/** Chooses a value of a menu; `undefined` if the menu is empty. */
export function chooseValue(values: readonly string[], chance: Chance): string | undefined {
  if (values.length === 0) return undefined;
  return chance.weighted(Object.fromEntries(values.map((value) => [value, OUTCOME_WEIGHTS[value] ?? DEFAULT_WEIGHT])));
}

function idOf(action: string): string {
  return action.split(':').slice(2).join(':');
}
