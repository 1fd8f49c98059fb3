import { LANGUAGES, type Language } from '../../core/language.js';
import { after } from '../../core/time.js';
import type { Context } from '../../feature-api/index.js';
import { speaker, withoutDirectionControls } from '../../language/index.js';
import { monthName } from './month-name.js';
import { followed, stillThere, stillTold, withEdits, wordsOf } from './rules/overlay.js';
import { LOOKS_AHEAD } from './rules/times.js';
import { type Content, type Edit, type Letter, type LetterPeriod, OPENING, type Written } from './types.js';

export const periodOf = ({ from, to }: Pick<Letter, 'from' | 'to'>): LetterPeriod => ({ from, to, until: after(to, LOOKS_AHEAD) });

/** What features tell of a period, in each language. */
export async function gather(context: Context, period: LetterPeriod): Promise<Content> {
  const [en, ar, ckb] = [
    await context.features.letter(context, period, 'en'),
    await context.features.letter(context, period, 'ar'),
    await context.features.letter(context, period, 'ckb'),
  ];
  return { en, ar, ckb };
}

/** A stored letter after something it told has changed: with the present texts, and without those of what is gone. */
export async function followedContent(context: Context, letter: Letter): Promise<Content> {
  const { content } = letter;
  const now = await gather(context, periodOf(letter));
  return { en: followed(content.en, now.en), ar: followed(content.ar, now.ar), ckb: followed(content.ckb, now.ckb) };
}

/** Whether there is anything to tell. */
export const hasNews = (content: Content): boolean => LANGUAGES.some((language) => content[language].some(({ items }) => items.length > 0));

/** A letter as organisers see it before it goes out: what was told when it was written, with their changes. */
export async function drafted(context: Context, letter: Letter, edits: readonly Edit[], language: Language): Promise<Written> {
  return written(context, letter, edits, language, stillThere(letter.content[language]));
}

/**
 * A letter as it goes out: of what was told when it was written, what is still so, as it is now; organisers' words in place of those of
 * features. Undefined if nothing is left.
 */
export async function current(context: Context, letter: Letter, edits: readonly Edit[], language: Language): Promise<Written | undefined> {
  const now = await context.features.letter(context, periodOf(letter), language);
  const result = await written(context, letter, edits, language, stillTold(now, letter.content[language]));
  return result.sections.length === 0 ? undefined : result;
}

async function written(
  context: Context,
  letter: Letter,
  edits: readonly Edit[],
  language: Language,
  sections: Written['sections'],
): Promise<Written> {
  const { name } = await context.community.settings();
  const say = speaker(language);
  const month = monthName(letter.month, language);
  const own = wordsOf(edits, language, OPENING);
  return {
    language,
    subject: own?.title ?? withoutDirectionControls(say.plain('letter.subject', { community: name, month })),
    opening: own ? own.words : withoutDirectionControls(say.plain('letter.opening', { community: name })),
    sections: withEdits(sections, edits, language),
  };
}
