import { withoutInvisible } from './isolate.js';

/**
 * One line of text that a person wrote: composed letters, single spaces, no invisible characters and none that change the
 * direction; those that join Arabic-script letters stay. Markup stays too, since it is shown literally everywhere.
 */
export function cleanLine(text: string): string {
  return withoutInvisible(text)
    .replace(/\p{Cc}/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Lines as they are stored: composed letters, no invisible characters and none that change the direction. */
export function tidyLines(text: string): string {
  return withoutInvisible(text)
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n]/gu, ' ')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
