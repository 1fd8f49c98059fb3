import type { ListFile } from '../../feature-api/index.js';
import { speaker } from '../../language/index.js';
import { exportMembers } from './import/export.js';
import { reasonText } from './import/report.js';
import { importMembers, VERDICTS } from './import/run.js';
import { verdictKey } from './labels.js';

/** Members as CSV, for the terminal. */
export const membersListFile: ListFile = {
  async importFile(context, bytes, { dryRun, language, onProgress }) {
    const say = speaker(language);
    const { lines, counts } = await importMembers(context, bytes, { dryRun, actor: null, onProgress });
    const shown = lines.filter(({ verdict }) => dryRun || verdict === 'rejected');
    return {
      report: [
        ...shown.map((line) => `${line.line}\t${say.plain(verdictKey(line.verdict))}\t${reasonText(line, language)}`.trimEnd()),
        ...VERDICTS.map((verdict) => `${say.plain(verdictKey(verdict))}: ${counts[verdict]}`),
      ],
      rejected: counts.rejected,
    };
  },
  exportFile: exportMembers,
};
