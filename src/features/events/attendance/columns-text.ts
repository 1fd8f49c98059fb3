import type { Language } from '../../../core/language.js';
import { formatList, isolate } from '../../../language/index.js';

const SHOWN = 12;

/** How columns are headed, as far as that fits. */
export function columnsText(columns: readonly string[], language: Language): string {
  if (columns.length === 0) return '—';
  return formatList(
    columns.slice(0, SHOWN).map((column) => isolate(column)),
    language,
  );
}
