import type { ColumnDefinitionBuilder, RawBuilder } from 'kysely';

/** How column types differ between databases. */
export interface ColumnTraits {
  /** The type of a table's own number, and of columns that refer to one. */
  readonly idType: 'integer' | 'bigint';
  /** Makes a column the table's own number. Numbers of removed rows are never given again. */
  readonly id: (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder;
  /** Every column of text: compared and sorted by code points, whatever the server's locale. */
  readonly textType: 'text' | RawBuilder<unknown>;
  readonly bytesType: RawBuilder<unknown>;
  /**
   * Statements that index a column of words, which has a space between them and nothing else, by the table's numeric key. The index
   * follows the table from then on.
   */
  readonly wordIndex: (table: string, key: string, column: string) => readonly RawBuilder<unknown>[];
  /** Statements that remove such an index. */
  readonly dropWordIndex: (table: string) => readonly RawBuilder<unknown>[];
}
