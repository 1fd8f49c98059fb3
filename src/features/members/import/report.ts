import { directionOf, type Language } from '../../../core/language.js';
import type { Attachment } from '../../../core/message.js';
import type { Phrase } from '../../../core/phrase.js';
import { plain } from '../../../core/text.js';
import { speaker, withoutDirectionControls } from '../../../language/index.js';
import { ANSWER_COLUMNS } from './columns.js';
import type { ImportResult, LineVerdict } from './run.js';
import { type Cell, workbookFile } from './write-workbook.js';

const told = (phrases: readonly Phrase[], language: Language): string =>
  phrases.map((phrase) => withoutDirectionControls(plain(speaker(language).phrase(phrase)))).join(' · ');

/** What is wrong with a line and what was left out of it, as plain text for a terminal or a file. */
export function problemText({ problems, warnings }: Pick<LineVerdict, 'problems' | 'warnings'>, language: Language): string {
  return told([...problems, ...warnings], language);
}

/** What a line changes about a name, an address or an organisation. */
export function changesText({ changes }: Pick<LineVerdict, 'changes'>, language: Language): string {
  return told(changes, language);
}

/** Which columns of the file are not for this list; empty if all are. */
export function unknownColumnsText({ file }: Pick<ImportResult, 'file'>, language: Language): string {
  if (file.unknown.length === 0) return '';
  return speaker(language).plain('members.import.unknown-columns', { columns: file.unknown.slice(0, UNKNOWN_SHOWN).join(', ') });
}

const UNKNOWN_SHOWN = 10;

/** Lines that come back. Of a longer file these are the first ones that say something. */
export const CHECKED_MAX = 2000;

/** In characters. */
const COLUMN_WIDTH = 20;
const RESULT_WIDTH = 24;
const PROBLEM_WIDTH = 90;

/** Whether more lines say something than come back. */
export const isCheckedInPart = ({ lines }: Pick<ImportResult, 'lines'>): boolean =>
  lines.filter(({ problems, warnings, changes }) => problems.length + warnings.length + changes.length > 0).length > CHECKED_MAX;

/**
 * The file as it came, with what became of each line and what is wrong with it, to be corrected and uploaded again. All cells are
 * text, so that no spreadsheet rounds a number or runs a formula.
 */
export function checkedFile({ file, lines }: Pick<ImportResult, 'file' | 'lines'>, language: Language): Promise<Attachment> {
  const say = speaker(language);
  const rows: (readonly Cell[])[] = [];
  for (const [index, { cells }] of file.lines.entries()) {
    const verdict = lines[index];
    if (!verdict || rows.length === CHECKED_MAX) break;
    const problem = problemText(verdict, language);
    const changes = changesText(verdict, language);
    if (file.lines.length > CHECKED_MAX && problem === '' && changes === '') continue;
    const result = say.plain(`members.import.verdict.${verdict.verdict}`);
    rows.push([
      ...file.header.map((_, at) => ({ value: cells[at] ?? '' })),
      { value: changes === '' ? result : `${result}: ${changes}` },
      { value: problem, marked: problem !== '' },
    ]);
  }
  const header = [...file.header, ...ANSWER_COLUMNS].map((value) => ({ value, marked: false, bold: true }));
  const sheet = { name: say.plain('members.import.template.sheet'), direction: directionOf(language), rows: [header, ...rows] };
  return workbookFile('members-checked.xlsx', [
    { ...sheet, widths: [...file.header.map(() => COLUMN_WIDTH), RESULT_WIDTH, PROBLEM_WIDTH] },
  ]);
}
