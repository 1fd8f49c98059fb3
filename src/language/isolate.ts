const FIRST_STRONG_ISOLATE = '\u2068';
const POP_DIRECTIONAL_ISOLATE = '\u2069';

/** Every character that can turn or isolate the direction of text around it (Unicode UAX #9, and the marks of UAX #9 2.6). */
const DIRECTION_CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Embeds a name or a title so that its direction can't disturb the sentence around it (UAX #9, 2.4.2). Controls that
 * people put in are taken out: an unpaired one would reach past the name. A list of isolated names, or a sentence with
 * some, keeps its isolates: each is closed, and without them the first name would decide the order of all (UAX #9, P2
 * skips what is isolated).
 */
export function isolate(text: string): string {
  return `${FIRST_STRONG_ISOLATE}${isClosed(text) ? text : withoutDirectionControls(text)}${POP_DIRECTIONAL_ISOLATE}`;
}

/** Whether isolates are the only controls in a text, and each is closed; one may stand in another. */
function isClosed(text: string): boolean {
  let open = 0;
  for (const control of text.match(DIRECTION_CONTROLS) ?? []) {
    if (control === FIRST_STRONG_ISOLATE) open++;
    else if (control === POP_DIRECTIONAL_ISOLATE && open > 0) open--;
    else return false;
  }
  return open === 0;
}

export function withoutDirectionControls(text: string): string {
  return text.replace(DIRECTION_CONTROLS, '');
}
