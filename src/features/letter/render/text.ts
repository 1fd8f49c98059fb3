import { directionOf } from '../../../core/language.js';
import { cutAtWord } from '../../../kit/cut-at-word.js';
import { speaker } from '../../../language/index.js';
import { ITEMS_IN_MAIL, TEXT_IN_MAIL } from '../rules/limits.js';
import type { LetterSection, Written } from '../types.js';
import type { Footer } from './html.js';

/** The same letter in plain text, for programs and people that want no markup. */
export function textLetter(letter: Written, { community, stop }: Footer): string {
  const say = speaker(letter.language);
  const blocks = [
    letter.subject,
    letter.opening,
    ...letter.sections.map((section) => sectionText(section, say)),
    '—',
    say.plain(stop === undefined ? 'letter.footer.test' : 'letter.footer.why', { community }),
    ...(stop === undefined ? [] : [`${say.plain('letter.footer.stop')}\n${stop}`]),
    say.plain('letter.footer.tracking'),
  ];
  const text = `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
  return directionOf(letter.language) === 'rtl' ? rightToLeft(text) : text;
}

/** Each line that people read begins with a mark, so that one that begins with a Latin name runs from the right all the same. */
function rightToLeft(text: string): string {
  return text.replace(/^(?! *https?:)(?=.)/gm, '\u200f');
}

function sectionText({ title, items, hint }: LetterSection, say: ReturnType<typeof speaker>): string {
  const shown = items.slice(0, ITEMS_IN_MAIL);
  const rest = items.length - shown.length;
  const lines = shown.map((item, index) =>
    [
      ...(item.group !== undefined && item.group !== shown[index - 1]?.group ? [`[${item.group}]`] : []),
      `• ${item.title}`,
      ...[item.facts, item.text === undefined ? undefined : cutAtWord(item.text, TEXT_IN_MAIL), item.address]
        .filter((line) => line !== undefined && line !== '')
        .map((line) => `  ${line?.replaceAll('\n', '\n  ')}`),
    ].join('\n'),
  );
  return [
    `== ${title} ==`,
    ...lines,
    ...(rest > 0 ? [say.plain('letter.rest', { count: rest })] : []),
    ...(hint === undefined ? [] : [hint]),
  ].join('\n\n');
}
