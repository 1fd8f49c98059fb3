/**
 * A text of at most `max` UTF-16 units. A longer one is cut after a word and ends with an ellipsis; a word that is too long
 * itself is cut after a character as readers see it.
 */
export function cutAtWord(text: string, max: number): string {
  if (text.length <= max) return text;
  const room = max - 1;
  const space = text.slice(0, room + 1).search(/\s+\S*$/u);
  if (space > 0) return `${text.slice(0, space)}…`;
  let end = 0;
  for (const { segment, index } of new Intl.Segmenter().segment(text)) {
    if (index + segment.length > room) break;
    end = index + segment.length;
  }
  return `${text.slice(0, end)}…`;
}
