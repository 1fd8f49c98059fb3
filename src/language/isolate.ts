import type { Direction } from '../core/language.js';
import { isCode, plain, type Text } from '../core/text.js';

const ISOLATES = { ltr: '\u2066', rtl: '\u2067' } as const satisfies Record<Direction, string>;
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_DIRECTIONAL_ISOLATE = '\u2069';

/** Every character that can turn or isolate the direction of text around it (Unicode UAX #9, and the marks of UAX #9 2.6). */
const DIRECTION_CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** The marks among them: they turn what stands beside them, and reach no further (UAX #9, 2.6). */
const MARKS = /[\u061c\u200e\u200f]/;

/**
 * Embeds a name or a title so that its direction can't disturb the sentence around it (UAX #9, 2.4.2). Controls that
 * people put in are taken out: an unpaired one would reach past the name. A list of isolated names, or a sentence with
 * some, keeps its isolates: each is closed, and without them the first name would decide the order of all (UAX #9, P2
 * skips what is isolated). Where nothing else in it has a direction, as in «name (type)», it takes the one around it.
 */
export function isolate(text: string, around?: Direction): string {
  const between = betweenIsolates(text);
  if (between === undefined) return `${FIRST_STRONG_ISOLATE}${withoutDirectionControls(text)}${POP_DIRECTIONAL_ISOLATE}`;
  const undecided = between !== text && between.trim() !== '' && !/\p{L}/u.test(between);
  const start = undecided && around !== undefined ? ISOLATES[around] : FIRST_STRONG_ISOLATE;
  return `${start}${text}${POP_DIRECTIONAL_ISOLATE}`;
}

/** Embeds a text of ours that has a direction of its own, whatever it begins with and whatever stands around it. */
export function isolateIn(text: string, direction: Direction): string {
  return `${ISOLATES[direction]}${text}${POP_DIRECTIONAL_ISOLATE}`;
}

/** What of a text stands outside of all isolates; `undefined` if one isn't closed or there are controls other than marks. */
function betweenIsolates(text: string): string | undefined {
  let open = 0;
  let between = '';
  for (const letter of text) {
    if (/[\u2066-\u2068]/.test(letter)) open++;
    else if (letter === POP_DIRECTIONAL_ISOLATE && open > 0) open--;
    else if (withoutDirectionControls(letter) === '' && !MARKS.test(letter)) return undefined;
    else if (open === 0) between += letter;
  }
  return open === 0 ? between : undefined;
}

/** Composed letters, without invisible characters and without those that change the direction; those that join letters stay. */
export function withoutInvisible(text: string): string {
  return withoutDirectionControls(text.normalize('NFC')).replace(/[\u00ad\u200b\u2060-\u2064\ufeff]|\p{Cs}/gu, '');
}

/** The text without the invisible characters that set directions. */
export function withoutDirectionControls(text: string): string {
  return text.replace(DIRECTION_CONTROLS, '');
}

/** Keeps the slash of a command at its beginning between words that run from right to left (UAX #9, N1: it would follow their direction). */
export const COMMAND_MARK = '\u200e';

/** Whether commands in a text need `COMMAND_MARK`. A command by itself does not, and stays what it is when it is copied. */
export function marksCommands(text: Text): boolean {
  return !isCode(text) && /\p{Script=Arabic}/u.test(plain(text));
}
