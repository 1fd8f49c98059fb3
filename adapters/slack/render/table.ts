import type { types } from '@slack/bolt';
import { type Block, type Card, isCaptionSaid } from '../../../src/core/message.js';
import { plain, type Text } from '../../../src/core/text.js';
import { LIMITS } from '../limits.js';
import type { Surface, Unit } from './message.js';
import { clean, directed, richElements, type UserOf } from './text.js';

type Table = Extract<Block, { type: 'table' }>;
type Cell = types.TableBlock['rows'][number][number];
type LineUnits = (lines: readonly Text[], card: Pick<Card, 'language'>, userOf: UserOf) => readonly Unit[];

/** A table as Slack's own where it fits, in several with the same head where it is long, as lines where it is too wide. */
export function tableUnits(table: Table, card: Card, surface: Surface, { lineUnits }: { readonly lineUnits: LineUnits }): readonly Unit[] {
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
  let words: string[] = [];
  let size = JSON.stringify(head).length;
  const flush = (): void => {
    if (rows.length > 0) units.push({ blocks: [{ type: 'table', rows: [head, ...rows] }], plain: words.join('\n'), controls: false });
    rows = [];
    words = [];
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
    words.push(row.map((text) => clean(plain(text))).join(' | '));
    size += length;
  }
  flush();
  return [...caption, ...units];
}

/** «Name: Zainab · Organisation: …», for surfaces without tables. */
function lineOf(table: Table, row: readonly Text[]): Text {
  return row.flatMap((cell, index): Text => {
    const name = plain(table.columns[index] ?? []);
    return [...(index > 0 ? [' · '] : []), ...(name === '' ? [] : [{ type: 'bold' as const, text: name }, ': ']), ...cell];
  });
}

function rowOf(row: readonly Text[], table: Table, { language }: Card, userOf: UserOf): Cell[] {
  return table.columns.map((_, index): Cell => {
    const text = row[index] ?? [];
    const words = directed(clean(plain(text)), language);
    // An empty cell is refused.
    if (words.trim() === '') return { type: 'raw_text', text: '\u00a0' };
    if (text.every((inline) => typeof inline === 'string')) return { type: 'raw_text', text: words };
    return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: richElements(text, language, userOf) }] };
  });
}
