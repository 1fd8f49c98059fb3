import { heading, note, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Card } from '../../../core/message.js';
import { cardIn } from '../../../language/index.js';
import { type BulkResult, VERDICTS } from './run.js';

/** What became of the lines of a list. The file with a column for each problem comes with it. */
export function uploadedCard({ lines }: Pick<BulkResult, 'lines'>, dryRun: boolean, language: Language): Card {
  const counts = VERDICTS.map((verdict) => ({ verdict, count: lines.filter((line) => line.verdict === verdict).length }));
  const says = lines.some(({ problems, notes }) => problems.length + notes.length > 0);
  return cardIn(language, (say) => [
    heading(say(dryRun ? 'resources-bulk.would' : 'resources-bulk.done')),
    {
      type: 'facts',
      items: counts
        .filter(({ verdict, count }) => count > 0 || verdict === 'added')
        .map(({ verdict, count }) => ({ label: [say.plain(`resources-bulk.verdict.${verdict}`)], value: [String(count)] })),
    },
    says && paragraph(say('resources-bulk.checked')),
    note(say(dryRun ? 'resources-bulk.only-checked' : 'resources-bulk.waits')),
  ]);
}
