import type { types } from '@slack/bolt';
import type { Card } from '../../../src/core/message.js';
import { plain, type Text } from '../../../src/core/text.js';
import { LIMITS } from '../limits.js';
import { splitText } from './split.js';
import { clean, richElements, type UserOf } from './text.js';
import { paragraphs, rich, type Unit } from './units.js';

/** A list as rich text lists; a long one becomes several, and an item that is too long goes on in paragraphs. */
export function listUnits(items: readonly Text[], ordered: boolean, { language }: Card, userOf: UserOf): readonly Unit[] {
  const units: Unit[] = [];
  let sections: types.RichTextSection[] = [];
  let lines: string[] = [];
  let first = 1;
  let number = 0;
  let size = 0;
  const flush = (): void => {
    if (sections.length > 0) {
      // `offset` continues the numbering of a list that was split; the SDK's types do not include it.
      const list: types.RichTextList & { offset?: number } = {
        type: 'rich_text_list',
        style: ordered ? 'ordered' : 'bullet',
        elements: sections,
      };
      if (ordered && first > 1) list.offset = first - 1;
      units.push(...rich([list], lines.join('\n')));
    }
    sections = [];
    lines = [];
    size = 0;
    first = number + 1;
  };
  for (const item of items) {
    // A piece without visible content is dropped so that it does not take the pieces after it along.
    const [head, ...rest] = splitText(item, LIMITS.richText).filter((piece) => richElements(piece, language, userOf).length > 0);
    number++;
    if (head === undefined) continue;
    const line = `${ordered ? `${number}.` : '•'} ${clean(plain(head))}`;
    const elements = richElements(head, language, userOf);
    if (elements.length === 0) continue;
    const length = JSON.stringify(elements).length;
    if (size + length > LIMITS.blockJson) {
      number--;
      flush();
      number++;
    }
    size += length;
    sections.push({ type: 'rich_text_section', elements });
    lines.push(line);
    if (rest.length > 0) {
      flush();
      units.push(...rest.flatMap((piece) => paragraphs(piece, { language }, userOf)));
    }
  }
  flush();
  return units;
}
