import type { Language } from '../../core/language.js';
import { plain } from '../../core/text.js';
import type { ListFile } from '../../feature-api/index.js';
import { speaker } from '../../language/index.js';
import { tellOfQuestions } from './identity-questions.js';
import { exportMembers } from './import/export.js';
import { changesText, checkedFile, problemText, unknownColumnsText } from './import/report.js';
import { importMembers, type LineVerdict, VERDICTS } from './import/run.js';
import { templateFile } from './import/template.js';
import { verdictKey } from './labels.js';

/** Members as CSV or XLSX, for the terminal. */
export const membersListFile: ListFile = {
  async importFile(context, bytes, { dryRun, language, onProgress }) {
    const say = speaker(language);
    const result = await importMembers(context, bytes, { dryRun, actor: null, onProgress });
    if (!dryRun) await context.atomically(tellOfQuestions);
    const { lines, counts, file } = result;
    const hints = context.features.all.flatMap((feature) => feature.hints?.imported ?? []);
    const says = (line: LineVerdict) => line.problems.length + line.warnings.length > 0;
    return {
      report: [
        ...(file.unknown.length > 0 ? [unknownColumnsText(result, language)] : []),
        ...lines.filter((line) => dryRun || says(line)).map((line) => lineText(line, language)),
        ...VERDICTS.map((verdict) => `${say.plain(verdictKey(verdict))}: ${counts[verdict]}`),
        ...(dryRun ? [say.plain('members.import.dry-run-over')] : []),
        ...(!dryRun && counts.asked > 0 ? [say.plain('members.import.asked-next')] : []),
        ...(!dryRun && counts.created > 0 ? hints.map((hint) => plain(say.phrase(hint))) : []),
      ],
      rejected: counts.rejected,
      ...(lines.some(says) && { checked: (await checkedFile(result, language)).bytes }),
    };
  },
  exportFile: exportMembers,
  templateFile: async (context, language) => (await templateFile(await context.community.settings(), language)).bytes,
};

function lineText(line: LineVerdict, language: Language): string {
  const cells = [
    String(line.line),
    speaker(language).plain(verdictKey(line.verdict)),
    problemText(line, language),
    changesText(line, language),
  ];
  return cells.filter((cell) => cell !== '').join('\t');
}
