import { z } from 'zod';
import { LANGUAGES } from '../../../core/language.js';
import { jsonColumn } from '../../../sql/columns.js';
import type { SummaryTranslations } from '../types.js';

const strings = z.array(z.string()).readonly();
const column = jsonColumn<SummaryTranslations>(
  z.partialRecord(
    z.enum(LANGUAGES),
    z.object({ lessons: strings, challenges: strings, recommendations: z.record(z.string(), z.string()).readonly() }),
  ),
);

/** What a summary says in other languages; null where it stands in one alone. */
export const translationsColumn = {
  read: (text: string | null): SummaryTranslations => (text === null ? {} : column.read(text)),
  write: (translations: SummaryTranslations): string | null => (Object.keys(translations).length === 0 ? null : column.write(translations)),
};
