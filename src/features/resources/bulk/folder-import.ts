import { directionOf } from '../../../core/language.js';
import type { FolderImport } from '../../../feature-api/index.js';
import { phrase, speaker } from '../../../language/index.js';
import { workbookFile } from '../../members/public.js';
import { COLUMNS } from './columns.js';
import { checkedList, reportLines } from './report.js';
import { importResources } from './run.js';

/** Resources of a folder with a list, for the terminal. */
export const resourcesFolderImport: FolderImport = {
  command: 'resources',
  help: {
    about: phrase('resources-bulk.terminal'),
    import: phrase('resources-bulk.terminal.import'),
    approve: phrase('resources-bulk.terminal.approve'),
  },
  listNames: ['resources.xlsx', 'resources.csv'],
  async importFolder(context, list, { language, ...options }) {
    const result = await importResources(context, list, { ...options, member: null });
    const rejected = result.lines.filter(({ verdict }) => verdict === 'rejected').length;
    const says = result.lines.some(({ problems, notes }) => problems.length + notes.length > 0);
    return {
      report: reportLines(result, options.dryRun, language),
      rejected,
      ...(says && { checked: await checkedList(result, language) }),
    };
  },
  async templateList(language) {
    const say = speaker(language);
    const header = COLUMNS.map((column) => ({ value: say.plain(`resources-bulk.column.${column}`), bold: true }));
    const sheet = {
      name: say.plain('resources-bulk.sheet'),
      rows: [header],
      direction: directionOf(language),
      widths: COLUMNS.map(() => 22),
    };
    return (await workbookFile('resources.xlsx', [sheet])).bytes;
  },
};
