import { toId } from '../../../src/core/ids.js';
import { LANGUAGES, type Language } from '../../../src/core/language.js';
import { SECTORS } from '../../../src/core/settings.js';
import { DAY } from '../../../src/core/time.js';
import { reportCard } from '../../../src/features/resources/reporting/cards/report.js';
import type { CentreReport } from '../../../src/features/resources/reporting/report.js';
import { coverage } from '../../../src/features/resources/reporting/rules/coverage.js';
import type { Exhibit } from './people.js';

const kept = SECTORS.flatMap((sector, row) =>
  LANGUAGES.flatMap((language, column) =>
    (row + column) % 3 === 0 || row === 4 ? [] : [{ sectors: [sector], language, resources: row * 2 + column + 1 }],
  ),
);

/** A year of the resource centre. */
export const centreReport: CentreReport = {
  year: 2026,
  languages: LANGUAGES,
  coverage: coverage([...kept, { sectors: [], language: 'en', resources: 4 }], SECTORS, LANGUAGES),
  total: 60,
  isPublic: 22,
  added: 31,
  used: [
    { id: toId(1), title: 'دليل الإحالة', opened: 41, fetched: 30 },
    { id: toId(2), title: 'Referral form', opened: 12, fetched: 1 },
    { id: toId(3), title: 'ڕێبەری ڕەوانەکردن', opened: 1, fetched: 0 },
  ],
  opened: 120,
  fetched: 64,
  missed: [
    { words: 'visa form', days: 9 },
    { words: 'اتفاقيه', days: 3 },
  ],
  misses: 14,
  handedOut: { sent: 46, opened: 31 },
  requests: { asked: 14, answered: 11, confirmed: 9, medianMs: 3 * DAY, sectors: [] },
};

const NO_REQUESTS: CentreReport['requests'] = { asked: 2, answered: 1, confirmed: 0, medianMs: undefined, sectors: [] };

/** What there is, what is missing and what is used. */
export function resourcesReportExhibits(language: Language): readonly Exhibit[] {
  const exhibit = (name: string, given: Partial<CentreReport>, pictures = true): Exhibit => ({
    name,
    message: { cards: [reportCard({ ...centreReport, ...given }, { pictures }, language)] },
  });
  return [
    exhibit('a year', {}),
    exhibit(
      'before anybody used it',
      { handedOut: undefined, used: [], missed: [], misses: 0, opened: 0, fetched: 0, requests: NO_REQUESTS },
      false,
    ),
    exhibit('nothing', { total: 0 }),
  ];
}
