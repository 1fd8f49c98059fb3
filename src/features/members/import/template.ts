import { directionOf, LANGUAGES, type Language } from '../../../core/language.js';
import type { Attachment } from '../../../core/message.js';
import type { Settings } from '../../../core/settings.js';
import { speaker } from '../../../language/index.js';
import { GOVERNORATES, governorateLabel } from '../governorates.js';
import { SKILLS, skillLabel } from '../skills.js';
import { SPOKEN, sectorLabel, spokenLabel } from '../spoken.js';
import { ORGANISATION_TYPES } from '../types.js';
import { COMMON_ZONES } from '../zones.js';
import { COLUMNS, type Column } from './columns.js';
import { type Cell, type Sheet, workbookFile } from './write-workbook.js';

/** Lines of the sheet that are ready for text, so that no long number is rounded. */
const READY_LINES = 300;

/** An empty list of members to fill in: one sheet to write into, and one with the choices of each column, in a language. */
export async function templateFile({ sectors }: Pick<Settings, 'sectors'>, language: Language): Promise<Attachment> {
  const say = speaker(language);
  const choices: Readonly<Partial<Record<Column, readonly string[]>>> = {
    organisation_type: ORGANISATION_TYPES.map((type) => say.plain(`common.type.${type}`)),
    governorates: GOVERNORATES.map((code) => governorateLabel(code, language)),
    sectors: sectors.map((code) => sectorLabel(code, language)),
    languages: SPOKEN.map((code) => spokenLabel(code, language)),
    offers: SKILLS.map((skill) => skillLabel(skill, language)),
    wants: SKILLS.map((skill) => skillLabel(skill, language)),
    language: LANGUAGES.map((code) => spokenLabel(code, language)),
    timezone: COMMON_ZONES,
  };
  const headers = COLUMNS.map((column) => say.plain(`members.import.column.${column}`));
  const listed = COLUMNS.filter((column) => choices[column] !== undefined);
  const listSheet = say.plain('members.import.template.choices');
  const direction = directionOf(language);
  const main: Sheet = {
    name: say.plain('members.import.template.sheet'),
    direction,
    rows: [headers.map(bold), ...Array.from({ length: READY_LINES }, () => COLUMNS.map((): Cell => ({ value: '' })))],
    widths: COLUMNS.map(() => 24),
    choices: listed.map((column, index) => ({
      column: COLUMNS.indexOf(column),
      from: { sheet: listSheet, column: index, count: choices[column]?.length ?? 0 },
    })),
  };
  const longest = Math.max(...listed.map((column) => choices[column]?.length ?? 0));
  const second: Sheet = {
    name: listSheet,
    direction,
    rows: [
      listed.map((column) => bold(say.plain(`members.import.column.${column}`))),
      ...Array.from({ length: longest }, (_, at) => listed.map((column): Cell => ({ value: choices[column]?.[at] ?? '' }))),
    ],
    widths: listed.map(() => 30),
  };
  const notes: Sheet = {
    name: say.plain('members.import.template.notes'),
    direction,
    rows: (['required', 'several', 'ids', 'own-words', 'again'] as const).map((note, at) => [
      { value: say.plain(`members.import.template.note.${note}`), bold: at === 0 },
    ]),
    widths: [110],
  };
  return workbookFile(`members-${language}.xlsx`, [main, second, notes]);
}

const bold = (value: string): Cell => ({ value, bold: true });
