import type { Direction } from '../../../core/language.js';
import type { Attachment } from '../../../core/message.js';

export interface Cell {
  /** A number stays one, so that a spreadsheet can add it up. */
  readonly value: string | number;
  readonly bold?: boolean;
  /** Shown on a coloured ground. */
  readonly marked?: boolean;
}

/** What a cell of a column offers to choose from: the column of another sheet, by their numbers from 0. */
export interface Choices {
  readonly column: number;
  readonly from: { readonly sheet: string; readonly column: number; readonly count: number };
}

export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
  readonly direction?: Direction;
  readonly choices?: readonly Choices[];
  readonly widths?: readonly number[];
}

const MEDIA_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** Lines that have drop-downs, of those below the header. */
const CHOICE_LINES = 1000;

/** A workbook whose texts are never run as formulas. Its first lines stay in sight. */
export async function workbookFile(name: string, sheets: readonly Sheet[]): Promise<Attachment> {
  // Loaded when first needed, since most starts of the program write no list.
  const { default: writeWorkbook } = await import('write-excel-file/node');
  const { insertElementMarkupAccordingToOrderOfSiblings: insert, getOrderOfSiblings: orderIn } = await import('write-excel-file/utility');
  const SHEET = 'xl/worksheets/sheet{id}.xml';
  const bytes = await writeWorkbook(
    sheets.map(({ name: sheet, rows, direction, widths }) => ({
      sheet,
      stickyRowsCount: 1,
      ...(direction === 'rtl' && { rightToLeft: true }),
      ...(widths && { columns: widths.map((width) => ({ width })) }),
      data: rows.map((row) =>
        row.map(({ value, bold, marked }) => ({
          ...(typeof value === 'number'
            ? { value, type: Number }
            : // Text, so that what is typed into the cell stays as it was typed: a long id too.
              { value: value.slice(0, CELL_MAX), type: String, format: '@' }),
          ...(bold && { fontWeight: 'bold' as const }),
          ...(marked && { backgroundColor: '#FFF2CC' }),
        })),
      ),
    })),
    {
      features: [
        {
          files: {
            transform: {
              [SHEET]: {
                transform(xml, _options, { sheetIndex }) {
                  const choices = sheets[sheetIndex]?.choices ?? [];
                  if (choices.length === 0) return xml;
                  return insert(xml, validations(choices), orderIn(SHEET, 'worksheet') ?? [], 'worksheet');
                },
              },
            },
          },
        },
      ],
    },
  ).toBuffer();
  return { name, mediaType: MEDIA_TYPE, bytes: new Uint8Array(bytes) };
}

/** Excel holds no more in a cell. */
const CELL_MAX = 32_000;

const letterOf = (column: number): string => String.fromCharCode(65 + column);

/** Drop-downs that suggest and do not insist, since a cell may hold several values. */
function validations(choices: readonly Choices[]): string {
  const each = choices.map(({ column, from }) => {
    const [cells, list] = [letterOf(column), letterOf(from.column)];
    const source = `'${from.sheet}'!$${list}$2:$${list}$${from.count + 1}`;
    return `<dataValidation type="list" allowBlank="1" showErrorMessage="0" sqref="${cells}2:${cells}${CHOICE_LINES + 1}"><formula1>${source}</formula1></dataValidation>`;
  });
  return `<dataValidations count="${choices.length}">${each.join('')}</dataValidations>`;
}
