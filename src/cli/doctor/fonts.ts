import { phrase } from '../../language/index.js';
import { type Finding, findingsOf } from './finding.js';

/** Nothing of the bot draws letters into a picture so far: all text is shaped by the reader's own client. */
export function checkFonts(): readonly Finding[] {
  return [findingsOf('fonts').ok(phrase('doctor.fonts.none-needed'))];
}
