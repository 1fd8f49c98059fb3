/** Letters that are read from right to left. */
const RTL = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}]/u;
/** Letters of the other direction, and digits of every script. */
const LTR = /(?!\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Syriac})[\p{L}\p{N}]/u;
/** What belongs to the character before it: marks above letters, and signs of numbers. */
const BOUND = /[\p{M}%‰°]/u;

/** A part of a text in one direction. */
export interface Run {
  readonly text: string;
  readonly rtl: boolean;
}

/** The direction of the first letter that has one; `otherwise` where none has. */
export function isRtl(text: string, otherwise = false): boolean {
  const first = /\p{L}/u.exec(text)?.[0];
  return first === undefined ? otherwise : RTL.test(first);
}

/**
 * Parts a text where its direction turns. Signs between two parts belong to the paragraph, so that a bracket before a number stays
 * at its side; those between two words of one direction belong to these, and a sign such as % to its number.
 */
export function runsOf(text: string, rtl: boolean): readonly Run[] {
  const other = rtl ? LTR : RTL;
  const own = rtl ? RTL : LTR;
  const runs: { text: string; rtl: boolean }[] = [];
  const add = (part: string, isRtlPart: boolean) => {
    const last = runs.at(-1);
    if (part === '') return;
    if (last?.rtl === isRtlPart) last.text += part;
    else runs.push({ text: part, rtl: isRtlPart });
  };
  let waiting = '';
  let inOther = false;
  for (const character of text) {
    const isOther = other.test(character);
    if (isOther || own.test(character)) {
      add(waiting, isOther && inOther ? !rtl : rtl);
      add(character, isOther ? !rtl : rtl);
      waiting = '';
      inOther = isOther;
    } else if (waiting === '' && BOUND.test(character)) add(character, inOther ? !rtl : rtl);
    else waiting += character;
  }
  add(waiting, rtl);
  return runs;
}
