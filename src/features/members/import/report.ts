import type { Language } from '../../../core/language.js';
import type { Attachment } from '../../../core/message.js';
import { plain } from '../../../core/text.js';
import { csvFile } from '../../../kit/csv.js';
import { speaker, withoutDirectionControls } from '../../../language/index.js';
import type { ImportResult, LineVerdict } from './run.js';

/** Why a line was rejected, in a language, as plain text for a terminal or a file. */
export function reasonText(verdict: LineVerdict, language: Language): string {
  return verdict.reason ? withoutDirectionControls(plain(speaker(language).phrase(verdict.reason))) : '';
}

/** Every line's verdict as a CSV file, for the organiser who corrects the list. */
export function importReport(result: ImportResult, language: Language): Attachment {
  const say = speaker(language);
  const header = [
    say.plain('members.import.report.line'),
    say.plain('members.import.report.verdict'),
    say.plain('members.import.report.reason'),
  ];
  const rows = result.lines.map((verdict) => [
    String(verdict.line),
    say.plain(`members.import.verdict.${verdict.verdict}`),
    reasonText(verdict, language),
  ]);
  return csvFile('import-report.csv', [header, ...rows]);
}
