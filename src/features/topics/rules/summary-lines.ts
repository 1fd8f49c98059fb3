import { fold } from '../../../core/fold.js';
import { cutAtWord } from '../../../kit/cut-at-word.js';

/** What a single marked contribution may take of a form that is filled in beforehand. */
const LINE_MAX = 300;

/** The lines of a text, without bullets and numbers that people put before them; empty and repeated lines are left out. */
export function linesOf(text: string): readonly string[] {
  return distinct(text.split('\n').map((line) => line.replace(/^\s*(?:[-–—•*▪·]|\p{Nd}{1,2}[.)])\s+/u, '').trim()));
}

/** The lines of both, each once: nothing that somebody wrote is lost. */
export function joinLines(one: readonly string[], other: readonly string[]): readonly string[] {
  return distinct([...one, ...other]);
}

function distinct(lines: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return lines.filter((line) => {
    const folded = fold(line);
    if (line === '' || seen.has(folded)) return false;
    seen.add(folded);
    return true;
  });
}

/** As many lines, each once and whole, as `max` characters hold together: a part of an address leads nowhere. */
export function wholeLines(lines: readonly string[], max: number): readonly string[] {
  let room = max + 1;
  return distinct(lines).filter((line) => {
    const fits = line.length + 1 <= room;
    if (fits) room -= line.length + 1;
    return fits;
  });
}

/** Contributions as lines of a form, as many as `max` characters hold together. */
export function asLines(texts: readonly string[], max: number): readonly string[] {
  const lines: string[] = [];
  // The last line has no line break after it.
  let room = max + 1;
  for (const text of texts) {
    const line = cutAtWord(text.replace(/\s+/gu, ' ').trim(), LINE_MAX);
    if (line.length + 1 > room) break;
    room -= line.length + 1;
    lines.push(line);
  }
  return distinct(lines);
}
