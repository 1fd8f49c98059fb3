import type { Direction } from '../core/language.js';

/** What every chart says about itself. Its texts are in one language, whose direction the whole picture takes. */
interface Titled {
  readonly title: string;
  readonly direction: Direction;
}

/** Columns side by side, each against its goal, such as months. */
export interface ColumnsChart extends Titled {
  readonly type: 'columns';
  readonly columns: readonly Column[];
  /** What the parts of a column are called. */
  readonly words: { readonly done: string; readonly coming: string; readonly goal: string };
}

export interface Column {
  readonly label: string;
  readonly done: number;
  /** Stands on top of what is done, lighter. */
  readonly coming: number;
  /** Null where nothing is aimed at. */
  readonly goal: number | null;
}

/** Bars below one another, such as sectors. */
export interface BarsChart extends Titled {
  readonly type: 'bars';
  readonly bars: readonly { readonly label: string; readonly value: number }[];
}

/** How many there are of each two things, such as sectors and languages. Where there is nothing, the gap stands out. */
export interface GridChart extends Titled {
  readonly type: 'grid';
  readonly columns: readonly string[];
  readonly rows: readonly { readonly label: string; readonly values: readonly number[] }[];
  /** What a gap is called. */
  readonly gap: string;
}

export type Chart = ColumnsChart | BarsChart | GridChart;
