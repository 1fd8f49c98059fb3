import type { Language } from '../../core/language.js';
import { cutAtWord } from '../../kit/cut-at-word.js';
import { formatInstant } from '../../language/index.js';
import { firstSession } from './rules/state.js';
import type { WholeEvent } from './store/index.js';
import { titleIn } from './text-of.js';

/** With the day it is a label on every platform. */
const TITLE_MAX = 55;

/** An event by its title and its day, since meetings often have the same title. */
export function titleWithDay({ event, sessions }: WholeEvent, language: Language): string {
  const first = firstSession(sessions) ?? sessions[0];
  const title = cutAtWord(titleIn(event, language), TITLE_MAX);
  return first ? `${title} · ${formatInstant(first.startsAt, event.zone, language, 'short-date')}` : title;
}
