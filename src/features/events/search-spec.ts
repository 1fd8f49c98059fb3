import { lineField } from '../../feature-api/index.js';
import type { MessageKey } from '../../language/index.js';
import { PERSON_MAX } from './rules/limits.js';

/** What forms have in common that search people by name or organisation: `text`. */
export function searchSpec(title: MessageKey, label: MessageKey) {
  return {
    title,
    submit: 'events-attendance.button.search',
    fields: { text: lineField({ label, max: PERSON_MAX, required: true }) },
    errorsAt: 'text',
  } as const;
}
