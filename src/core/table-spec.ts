/** How the rows of a table are named, copied and moved between people. */
export interface TableRules<Column extends string = string> {
  /** The columns that name a row. */
  readonly key: readonly Column[];
  /** The tables that its columns refer to. */
  readonly refersTo?: readonly string[];
  /** Works for minutes or hours only, so that parting two people who were made one does not bring its rows back. */
  readonly passing?: true;
  /**
   * Its own rows tell whom they named before two people became one, and its feature gives them back when the two are parted: they stand
   * in no record of the merge.
   */
  readonly partsItself?: true;
  /** Tables whose rows may change those of this one, which they refer to or which refer to them, when two people become one. */
  readonly goesWith?: readonly string[];
}

/** A table of a community, as copies of it, erasures and merges know it. */
export interface TableSpec extends TableRules {
  readonly name: string;
}
