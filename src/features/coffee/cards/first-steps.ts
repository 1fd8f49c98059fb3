import type { Language } from '../../../core/language.js';
import type { Button } from '../../../core/message.js';
import { speaker } from '../../../language/index.js';
import { controls } from '../controls.js';

/** Shown to a member who has just finished the induction. */
export function firstSteps(language: Language): readonly Button[] {
  return [controls.join.button(speaker(language).plain('coffee.button.first-join'), { style: 'primary' })];
}
