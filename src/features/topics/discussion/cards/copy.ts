import { note, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Card } from '../../../../core/message.js';
import { cutAtWord } from '../../../../kit/cut-at-word.js';
import { cardIn, formatList, isolate, speaker } from '../../../../language/index.js';
import { megabytes } from '../../rules/sharing.js';
import type { SharedFile } from '../../types.js';

/** How many characters fit into one message that can be edited on every platform; few people write more. */
const WORDS_MAX = 4000;

/** A contribution as it is shown in the other spaces. */
export interface CopyView {
  /** Undefined: "a member of …". */
  readonly name: string | undefined;
  readonly organisation: string | undefined;
  readonly language: Language;
  readonly words: string;
  /** The files that came with it, also those that are not copied. */
  readonly files: readonly Pick<SharedFile, 'name' | 'size' | 'left'>[];
  /** How many MB of files are copied with a message. */
  readonly maxMb: number;
}

/** What a member wrote elsewhere, in the direction of the language they write in. */
export function copyCard({ name, organisation, language, words, files, maxMb }: CopyView): Card {
  const shown = cutAtWord(words, WORDS_MAX);
  const listed = (some: CopyView['files'], nameOf: (file: CopyView['files'][number]) => string) => ({
    count: some.length,
    names: formatList(some.map(nameOf), language),
  });
  const copied = files.filter(({ left }) => !left);
  const left = files.filter(({ left: isLeft }) => isLeft);
  const isTooMuch = files.reduce((sum, { size }) => sum + size, 0) > maxMb * 1024 * 1024;
  return cardIn(language, (say) => [
    paragraph(authorText(name, organisation, language)),
    words !== '' && { type: 'quote', text: [shown] },
    shown !== words && note(say('topics-discussion.copy.cut')),
    copied.length > 0 &&
      note(
        say(
          'topics-discussion.copy.files',
          listed(copied, ({ name }) => isolate(name)),
        ),
      ),
    left.length > 0 &&
      note(
        say(
          'topics-discussion.copy.left',
          listed(left, (file) => fileText(file, language)),
        ),
      ),
    left.length > 0 && isTooMuch && note(say('topics-discussion.copy.limit', { max: maxMb })),
  ]);
}

/** «slides.pdf, 2 MB», or its name alone where its platform does not tell the size. */
export function fileText({ name, size }: Pick<SharedFile, 'name' | 'size'>, language: Language): string {
  if (size === 0) return isolate(name);
  return speaker(language).plain('topics-discussion.copy.file', { name, size: megabytes(size) });
}

function authorText(name: string | undefined, organisation: string | undefined, language: Language) {
  const say = speaker(language);
  const own = say.plain(`common.language.${language}`);
  if (name === undefined) {
    return organisation === undefined
      ? say('topics-discussion.copy.somebody', { language: own })
      : say('topics-discussion.copy.of-organisation', { organisation, language: own });
  }
  const bold = { type: 'bold', text: name } as const;
  return organisation === undefined
    ? say('topics-discussion.copy.named', { name: bold, language: own })
    : say('topics-discussion.copy.named-of', { name: bold, organisation, language: own });
}
