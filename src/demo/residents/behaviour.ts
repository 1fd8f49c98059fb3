import type { Language } from '../../core/language.js';
import type { ActionId, FormValues } from '../../core/message.js';
import type { Chance } from '../random.js';
import { createChance } from '../random.js';
import type { Habits, Initiative } from '../sample/habits.js';
import { SAMPLE_PARTS } from '../sample/parts.js';

/** A button or menu of a message that a resident can use. */
export interface MessageControl {
  /** The first part of the action id. */
  readonly feature: string;
  /** The middle part of the action id: `met` of `feature:met:17`. */
  readonly name: string;
  readonly action: string;
  /** The values of a menu; absent for a button. */
  readonly values?: readonly string[];
}

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
  const questions = SAMPLE_PARTS.flatMap(({ feature, habits }) => habits.questions.map((question) => ({ feature, ...question })));
  for (const { feature, answers, silent, shared } of questions) {
    const found = controls.filter((control) => control.feature === feature && answers[control.name] !== undefined);
    const [first] = found;
    if (!first) continue;
    if (chance.percent(silent)) return undefined;
    const answerChance = shared ? createChance(idOf(first.action)) : chance;
    const name = answerChance.weighted(Object.fromEntries(found.map((control) => [control.name, answers[control.name] ?? 0])));
    return found.find((control) => control.name === name);
  }
  return undefined;
}

/** Whether a control answers a question that the bot asks somebody alone or in a group. */
export function isQuestion({ feature, name }: MessageControl): boolean {
  return habitsOf(feature)?.questions.some(({ answers }) => answers[name] !== undefined) ?? false;
}

/**
 * Chooses the next control that a resident uses in the reply to an earlier answer.
 *
 * @param used Names of the controls used already; none is used twice.
 */
export function chooseFollowUp(controls: readonly MessageControl[], used: ReadonlySet<string>, chance: Chance): MessageControl | undefined {
  return controls.find(({ feature, name }) => !used.has(name) && chance.percent(habitsOf(feature)?.followUps[name] ?? 0));
}

/** Chooses a value of a menu; `undefined` for a button, and if the menu is empty. */
export function chooseValue({ feature, values = [] }: MessageControl, chance: Chance): string | undefined {
  if (values.length === 0) return undefined;
  const weights = habitsOf(feature)?.values;
  return chance.weighted(Object.fromEntries(values.map((value) => [value, weights?.[value] ?? DEFAULT_WEIGHT])));
}

/** What a resident fills into a form of a feature, if their habits say so. */
export function chooseWords(form: ActionId, language: Language, chance: Chance): FormValues | undefined {
  const [feature = '', name = ''] = form.split(':');
  return habitsOf(feature)?.forms?.[name]?.(language, chance);
}

/** What residents do of their own accord after a message of this kind. */
export function initiativesAfter(kind: string): readonly Initiative[] {
  return SAMPLE_PARTS.flatMap(({ habits }) => (habits.initiatives ?? []).filter(({ after }) => after === kind));
}

function habitsOf(feature: string): Habits | undefined {
  return SAMPLE_PARTS.find((part) => part.feature === feature)?.habits;
}

function idOf(action: string): string {
  return action.split(':').slice(2).join(':');
}
