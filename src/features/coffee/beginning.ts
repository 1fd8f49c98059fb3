import type { Language } from '../../core/language.js';
import type { Context } from '../../feature-api/index.js';
import { phrase, speaker } from '../../language/index.js';
import { controls } from './controls.js';
import { isSkipped } from './rules/skipped.js';
import { coffeeStore } from './store/index.js';

/** How many of the newest rounds are looked at: an earlier one that was cancelled does not count. */
const LOOKED_AT = 20;

/** The first round, as a first step of whoever begins a community. */
export async function beginning(context: Context, language: Language) {
  const rounds = await coffeeStore(context.tx).rounds({ limit: LOOKED_AT });
  return {
    done: rounds.some((round) => round.state !== 'planned' && round.state !== 'cancelled' && !isSkipped(round)),
    text: phrase('coffee-organisers.beginning.round'),
    button: controls['show-round'].button(speaker(language).plain('coffee-organisers.beginning.button')),
  };
}
