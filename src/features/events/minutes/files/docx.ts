import {
  AlignmentType,
  Document,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { runsOf } from '../rules/runs.js';
import type { Directed, Item, MinutesDocument, Part } from './document.js';

const FONT = 'Arial';
const ACCENT = '0F6B63';
const SOFT = '57686D';
const HALF_POINTS = 22;
/** Widths of what, who, when and state, in hundredths of the page. */
const WIDTHS = [46, 22, 18, 14];
/** Languages as Word knows them. */
const WORD_LANGUAGES = { en: 'en-GB', ar: 'ar-IQ', ckb: 'ku-Arab-IQ' } as const;

interface Look {
  readonly bold?: boolean;
  readonly color?: string;
}

/** Writes minutes for Word, for the compute worker. Word knows no isolates, so that each turn of direction is a run of its own. */
export async function writeDocx(made: MinutesDocument): Promise<Uint8Array> {
  const { rtl, language, community, heading, title, state, facts, parts } = made;
  const write = new Writer(rtl);
  const document = new Document({
    title: `${heading} · ${title.text}`,
    creator: community,
    styles: {
      default: {
        document: { run: { font: FONT, size: HALF_POINTS, language: { value: 'en-GB', bidirectional: WORD_LANGUAGES[language] } } },
      },
    },
    sections: [
      {
        footers: {
          default: new Footer({
            children: [
              new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ children: [PageNumber.CURRENT], color: SOFT })] }),
            ],
          }),
        },
        children: [
          write.paragraph({ text: `${community} · ${heading} · ${state}`, rtl }, { bold: true, color: ACCENT }),
          write.paragraph(title, { bold: true }, HeadingLevel.HEADING_1),
          ...facts.map(({ label, value }) => write.fact(label, value)),
          ...parts.flatMap((part) => write.part(part)),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toArrayBuffer(document));
}

class Writer {
  readonly #rtl: boolean;

  constructor(rtl: boolean) {
    this.#rtl = rtl;
  }

  part(part: Part): readonly (Paragraph | Table)[] {
    switch (part.type) {
      case 'heading':
        return [this.paragraph({ text: part.text, rtl: this.#rtl }, { bold: true, color: ACCENT }, HeadingLevel.HEADING_2)];
      case 'items':
        return part.items.flatMap((item) => this.#item(item));
      case 'table':
        return [this.#table(part.head, part.rows)];
      default:
        return part satisfies never;
    }
  }

  fact(label: string, value: string): Paragraph {
    return new Paragraph({
      bidirectional: this.#rtl,
      children: [...this.#runs(`${label}: `, this.#rtl, { bold: true }), ...this.#runs(value, this.#rtl, {})],
    });
  }

  /** `start` is the right side of a paragraph from right to left. */
  paragraph({ text, rtl }: Directed, look: Look = {}, heading?: (typeof HeadingLevel)[keyof typeof HeadingLevel]): Paragraph {
    return new Paragraph({
      bidirectional: rtl,
      alignment: AlignmentType.START,
      spacing: { before: heading ? 240 : 60, after: 60 },
      ...(heading && { heading, keepNext: true }),
      children: this.#runs(text, rtl, look),
    });
  }

  #runs(text: string, rtl: boolean, { bold = false, color }: Look): TextRun[] {
    return runsOf(text, rtl).map(
      (run) => new TextRun({ text: run.text, rightToLeft: run.rtl, bold, boldComplexScript: bold, ...(color && { color }) }),
    );
  }

  #item({ label, lines, by }: Item): readonly Paragraph[] {
    return [
      ...(label === '' ? [] : [this.paragraph({ text: label, rtl: this.#rtl }, { bold: true, color: SOFT })]),
      ...lines.map((line) => this.paragraph(line)),
      ...(by === '' ? [] : [this.paragraph({ text: `— ${by}`, rtl: this.#rtl }, { color: SOFT })]),
    ];
  }

  #table(head: readonly string[], rows: readonly (readonly Directed[])[]): Table {
    const cell = (directed: Directed, index: number, look: Look = {}) =>
      new TableCell({ width: { size: WIDTHS[index] ?? 0, type: WidthType.PERCENTAGE }, children: [this.paragraph(directed, look)] });
    return new Table({
      visuallyRightToLeft: this.#rtl,
      width: { size: 100, type: WidthType.PERCENTAGE },
      rows: [
        new TableRow({ tableHeader: true, children: head.map((text, index) => cell({ text, rtl: this.#rtl }, index, { bold: true })) }),
        ...rows.map((row) => new TableRow({ cantSplit: true, children: row.map((directed, index) => cell(directed, index)) })),
      ],
    });
  }
}
