import type { Language } from '../../../core/language.js';
import type { PostedSummary, Recommendation, SummaryTranslation, SummaryTranslations } from '../types.js';

type Recommended = Pick<Recommendation, 'id' | 'words'>;

interface Translated {
  readonly language: Language;
  readonly lessons: readonly string[];
  readonly challenges: readonly string[];
  readonly translations: SummaryTranslations;
}

/** The languages that a summary is translated into, in the order in which they are asked about. */
export function translatedInto({ language, translations }: Omit<Translated, 'lessons' | 'challenges'>, languages: readonly Language[]) {
  return languages.filter((one) => one !== language && translations[one] !== undefined);
}

/** A summary in this language; as its writer wrote it where nobody translated it. What a translation leaves out stays as it was written. */
export function inLanguage<S extends Translated>(
  summary: S,
  recommendations: PostedSummary['recommendations'],
  language: Language,
): { readonly summary: S; readonly recommendations: PostedSummary['recommendations'] } {
  const translation = language === summary.language ? undefined : summary.translations[language];
  if (!translation) return { summary, recommendations };
  const { lessons, challenges } = translation;
  return {
    summary: {
      ...summary,
      language,
      lessons: lessons.length > 0 ? lessons : summary.lessons,
      challenges: challenges.length > 0 ? challenges : summary.challenges,
    },
    recommendations: recommendations.map((one) => ({ ...one, words: translation.recommendations[one.id] ?? one.words })),
  };
}

/** What was filled in, one recommendation a line in their order; undefined where there are more or fewer lines than recommendations. */
export function readTranslation(
  filled: { readonly lessons: readonly string[]; readonly challenges: readonly string[]; readonly recommendations: readonly string[] },
  recommendations: readonly Recommended[],
): SummaryTranslation | undefined {
  const { lessons, challenges, recommendations: lines } = filled;
  if (lines.length > 0 && lines.length !== recommendations.length) return undefined;
  return { lessons, challenges, recommendations: Object.fromEntries(lines.map((line, index) => [recommendations[index]?.id ?? '', line])) };
}

/** Whether something is said in other words than the summary's own. */
export function isTranslated(
  { lessons, challenges, recommendations }: SummaryTranslation,
  summary: Omit<Translated, 'translations'>,
): boolean {
  const own = new Set([...summary.lessons, ...summary.challenges]);
  return [...lessons, ...challenges].some((line) => !own.has(line)) || Object.keys(recommendations).length > 0;
}

/** A recommendation as one line of a form. */
export const asLine = (words: string): string => words.replace(/\s+/gu, ' ').trim();
