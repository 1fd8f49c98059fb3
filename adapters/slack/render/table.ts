import type { types } from '@slack/bolt';
import { type Block, type Card, isCaptionSaid } from '../../../src/core/message.js';
import { plain, type Text } from '../../../src/core/text.js';
import { LIMITS } from '../limits.js';
import { clean, directed, richElements, type UserOf } from './text.js';
import { lineUnits, type Surface, type Unit } from './units.js';

type Table = Extract<Block, { type: 'table' }>;
type Cell = types.TableBlock['rows'][number][number];

/**
 * A table as a Slack table block. A long one becomes several blocks with the same head; one with too many columns, and
 * any on a surface without tables, becomes lines (docs.slack.dev, "Table block").
 */
export function tableUnits(table: Table, card: Card, surface: Surface): readonly Unit[] {
  const caption =
    table.caption.trim() === '' || isCaptionSaid(card, table)
      ? []
      : lineUnits([[{ type: 'bold', text: table.caption }]], card, surface.userOf);
  const asLines = (rows: readonly (readonly Text[])[]): readonly Unit[] =>
    rows.flatMap((row) => lineUnits([lineOf(table, row)], card, surface.userOf));
  if (!surface.tables || table.columns.length > LIMITS.tableColumns || table.columns.length === 0)
    return [...caption, ...asLines(table.rows)];

  const head = rowOf(table.columns, table, card, surface.userOf);
  const units: Unit[] = [];
  let rows: Cell[][] = [];
  let plainRows: string[] = [];
  let size = JSON.stringify(head).length;
  const flush = (): void => {
    if (rows.length > 0) units.push({ blocks: [{ type: 'table', rows: [head, ...rows] }], plain: plainRows.join('\n'), controls: false });
    rows = [];
    plainRows = [];
    size = JSON.stringify(head).length;
  };
  for (const row of table.rows) {
    const cells = rowOf(row, table, card, surface.userOf);
    const length = JSON.stringify(cells).length;
    if (size + length > LIMITS.tableJson || rows.length + 2 > LIMITS.tableRows) flush();
    if (size + length > LIMITS.tableJson) {
      units.push(...asLines([row]));
      continue;
    }
    rows.push(cells);
    plainRows.push(row.map((text) => clean(plain(text))).join(' | '));
    size += length;
  }
  flush();
  return [...caption, ...units];
}

/** One row as a line, «Name: Zainab · Organisation: …». */
function lineOf(table: Table, row: readonly Text[]): Text {
  return row.flatMap((cell, index): Text => {
    const name = plain(table.columns[index] ?? []);
    return [...(index > 0 ? [' · '] : []), ...(name === '' ? [] : [{ type: 'bold' as const, text: name }, ': ']), ...cell];
  });
}

function rowOf(row: readonly Text[], table: Table, { language }: Card, userOf: UserOf): Cell[] {
  return table.columns.map((_, index): Cell => {
    const text = row[index] ?? [];
    const shown = directed(clean(plain(text)), language);
    // Slack refuses an empty cell.
    if (shown.trim() === '') return { type: 'raw_text', text: '\u00a0' };
    if (text.every((inline) => typeof inline === 'string')) return { type: 'raw_text', text: shown };
    return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: richElements(text, language, userOf) }] };
  });
}
