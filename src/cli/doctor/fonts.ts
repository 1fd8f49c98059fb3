import { phrase } from '../../language/index.js';
import { type Finding, findingsOf } from './finding.js';

/** Mudhif needs no fonts: it draws no text into images, and clients shape all text. */
export function checkFonts(): readonly Finding[] {
  return [findingsOf('fonts').ok(phrase('doctor.fonts.none-needed'))];
}
