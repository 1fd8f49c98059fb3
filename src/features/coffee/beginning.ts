import type { FirstStep } from '../../feature-api/index.js';
import { phrase, speaker } from '../../language/index.js';
import { controls } from './controls.js';
import { coffeeStore } from './store/index.js';

/** The first round, as a first step of whoever begins a community. */
export const beginning: FirstStep = {
  text: phrase('coffee-organisers.beginning.round'),
  command: '/coffee round',
  button: (language) => controls['show-round'].button(speaker(language).plain('coffee-organisers.beginning.button')),
  isDone: ({ tx }) => coffeeStore(tx).wasAny(),
};
