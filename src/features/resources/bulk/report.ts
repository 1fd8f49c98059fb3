import { directionOf, type Language } from '../../../core/language.js';
import { plain } from '../../../core/text.js';
import { speaker } from '../../../language/index.js';
import { type Cell, workbookFile } from '../../members/public.js';
import { ANSWERS } from './columns.js';
import { type BulkResult, type LineVerdict, VERDICTS } from './run.js';

const words = ({ problems, notes }: Pick<LineVerdict, 'problems' | 'notes'>, language: Language): string =>
  [...problems, ...notes].map((each) => plain(speaker(language).phrase(each))).join(' ');

/** What became of each line, and of all, for the terminal. */
export function reportLines({ lines }: BulkResult, dryRun: boolean, language: Language): readonly string[] {
  const say = speaker(language);
  return [
    ...lines
      .filter((line) => dryRun || line.problems.length + line.notes.length > 0)
      .map((line) =>
        [String(line.line), say.plain(`resources-bulk.verdict.${line.verdict}`), words(line, language)]
          .filter((cell) => cell !== '')
          .join('\t'),
      ),
    ...VERDICTS.map(
      (verdict) => `${say.plain(`resources-bulk.verdict.${verdict}`)}: ${lines.filter((line) => line.verdict === verdict).length}`,
    ),
  ];
}

/** The list as it came, with what became of each line and what is wrong with it, to be corrected and imported again. */
export async function checkedList({ list, lines }: BulkResult, language: Language): Promise<Uint8Array> {
  const say = speaker(language);
  const rows = lines.map((line): readonly Cell[] => [
    ...list.header.map((_, at) => ({ value: line.cells[at] ?? '' })),
    { value: say.plain(`resources-bulk.verdict.${line.verdict}`) },
    { value: words(line, language), marked: line.problems.length > 0 },
  ]);
  const header = [...list.header, ...ANSWERS].map((value) => ({ value, bold: true }));
  const sheet = { name: say.plain('resources-bulk.sheet'), rows: [header, ...rows], direction: directionOf(language) };
  return (await workbookFile('resources-checked.xlsx', [sheet])).bytes;
}
