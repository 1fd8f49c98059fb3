/** What a heading, an option and a button show of a title. */
export const HEADING_TITLE_MAX = 100;
export const OPTION_TITLE_MAX = 70;
export const BUTTON_TITLE_MAX = 40;

/** A title of at most `max` characters: a longer one ends after a whole word, with «…». */
export function cutTitle(title: string, max: number): string {
  const letters = [...title];
  if (letters.length <= max) return title;
  const cut = letters.slice(0, max - 1).join('');
  const space = cut.lastIndexOf(' ');
  // A single word that is longer than half the room is cut inside.
  const end = space > cut.length / 2 ? cut.slice(0, space) : cut;
  return `${end.replace(/[\s,،;؛:.]+$/u, '')}…`;
}
