import { card, note, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Card } from '../../../../core/message.js';
import { cutAtWord } from '../../../../kit/cut-at-word.js';
import { formatList, isolate, speaker } from '../../../../language/index.js';

/** So much fits into one message that can be edited on each platform; few people write more. */
const WORDS_MAX = 4000;

/** A contribution as it is shown in the other spaces. */
export interface CopyView {
  /** Undefined: "a member of …". */
  readonly name: string | undefined;
  readonly organisation: string | undefined;
  readonly language: Language;
  readonly words: string;
  /** Names of the files that came with it. */
  readonly files: readonly string[];
}

/** What a member wrote elsewhere, in the direction of the language they write in. */
export function copyCard({ name, organisation, language, words, files }: CopyView): Card {
  const say = speaker(language);
  const shown = cutAtWord(words, WORDS_MAX);
  const names = formatList(
    files.map((file) => isolate(file)),
    language,
  );
  return card(
    language,
    paragraph(authorText(name, organisation, language)),
    words !== '' && { type: 'quote', text: [shown] },
    shown !== words && note(say('topics-discussion.copy.cut')),
    files.length > 0 && note(say('topics-discussion.copy.files', { count: files.length, names })),
  );
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
