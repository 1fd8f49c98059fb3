/** The largest file that each platform passes on, and that the bot holds in its memory whole, in MB. */
export const UPLOAD_MAX_MB = 10;

/** The types of files that members may send, by what the bytes are. */
export const FILE_TYPES = ['pdf', 'docx', 'pptx', 'xlsx', 'odt', 'odp', 'ods', 'txt', 'csv', 'md', 'png', 'jpg', 'webp'] as const;
export type FileType = (typeof FILE_TYPES)[number];

export const MEDIA_TYPES = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  odt: 'application/vnd.oasis.opendocument.text',
  odp: 'application/vnd.oasis.opendocument.presentation',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  txt: 'text/plain',
  csv: 'text/csv',
  md: 'text/markdown',
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
} as const satisfies Readonly<Record<FileType, string>>;

/** A piece of a file's text, and where it stands; `whole`: the file has no parts. */
export interface TextPart {
  readonly place: 'whole' | 'page' | 'slide' | 'notes';
  /** From 1 on; 0 for a whole file. */
  readonly number: number;
  readonly text: string;
}

/**
 * `scanned`: it holds pictures of text alone. `none`: such files hold no text. `failed`: reading it took too much memory, or the program
 * that reads it gave up. `slow`: reading it took too long.
 */
export type FileText =
  | { readonly type: 'text'; readonly parts: readonly TextPart[] }
  | { readonly type: 'scanned' | 'none' | 'failed' | 'slow' };

/** What a file can tell of persons besides what it says: `comments`, who wrote notes and changes; `device`, a camera or program. */
export const PERSONAL = ['author', 'comments', 'place', 'device', 'other'] as const;
export type Personal = (typeof PERSONAL)[number];

/** `same`: it tells nothing of persons. `failed`: it could not be looked through, or holds what nobody here can look into. */
export type CleanedFile =
  | { readonly type: 'cleaned'; readonly bytes: Uint8Array; readonly removed: readonly Personal[] }
  | { readonly type: 'same' | 'failed' };

/** How many dots a picture is wide and high, as it is shown. */
export interface PictureSize {
  /** In dots. */
  readonly width: number;
  /** In dots. */
  readonly height: number;
}

/** How much of a table is read: no more than these records, and these cells of all of them. */
export interface HowSheet {
  readonly records: number;
  readonly cells: number;
}

/**
 * The cells of a workbook's first sheet as text, without the empty ones at the ends of rows, and how many rows there are in all.
 * `broken`: it can't be read. `large`: it holds more than a list does, or reading it took too much memory. `slow`: reading it took too
 * long.
 */
export type SheetRows =
  | { readonly type: 'rows'; readonly rows: readonly (readonly string[])[]; readonly count: number }
  | { readonly type: 'broken' | 'large' | 'slow' };

/** How a CSV file is read. `trim`: without spaces around cells. */
export interface HowCsv extends HowSheet {
  readonly delimiter: string;
  readonly trim: boolean;
}

/** A record that is not empty, and the line on which it begins. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** `broken`: from about this line on. `large`: too many cells, too much text, or too much memory. `slow` as in `SheetRows`. */
export type CsvRows =
  | { readonly type: 'rows'; readonly rows: readonly CsvRow[] }
  | { readonly type: 'broken'; readonly line: number }
  | { readonly type: 'large' }
  | { readonly type: 'slow' };

/** A moment of a calendar: `2026-12-06T10:00:00`, or with a Z at its end; a day alone has no hour. */
export interface WrittenMoment {
  readonly text: string;
  readonly zone: string | undefined;
  /** The same with a Z, where the file itself says what its zone is. */
  readonly utc?: string | undefined;
}

/** An event of a calendar (RFC 5545) as it is written there; long texts are cut off. */
export interface WrittenEvent {
  readonly summary: string;
  readonly description: string;
  readonly location: string;
  readonly url: string;
  readonly uid: string;
  readonly rule: string | undefined;
  readonly start: WrittenMoment | undefined;
  readonly end: WrittenMoment | undefined;
  /** In milliseconds, where there is no end. */
  readonly lasts: number;
  readonly isCancelled: boolean;
  readonly isException: boolean;
}

/** `broken`: it can't be read, or reading it took too much memory. `slow` as in `SheetRows`. */
export type WrittenCalendar =
  | { readonly type: 'entries'; readonly entries: readonly WrittenEvent[] }
  | { readonly type: 'broken' }
  | { readonly type: 'slow' };

/** What an archive of files may hold. */
export interface ArchiveLimits {
  readonly files: number;
  /** All of them together, unpacked. */
  readonly bytes: number;
  /** The limit of one of them; a larger one is left out. */
  readonly each: number;
}

/** `names`: of all files in an archive; `files`: some of them, the wanted one first. `broken`, `large` and `slow` as in `SheetRows`. */
export type UnpackedFiles =
  | {
      readonly type: 'files';
      readonly names: readonly string[];
      readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
    }
  | { readonly type: 'broken' | 'large' | 'slow' };

/** What the bot does with files of people, none of which it trusts. */
export interface FileTools {
  /** How large a file may be that people send, in MB. */
  readonly maxMb: number;
  /**
   * Looks at what the bytes are, without opening anything that could grow.
   * @throws {MudhifError} With a sentence for the sender: a type that is not taken, another one than its name says, a password,
   * macros, an archive that would grow too large, a virus; or that the scanner is away.
   */
  check(file: { readonly name: string; readonly bytes: Uint8Array }): Promise<FileType>;
  /** The size that a picture says it has, without opening it; undefined for other files, and where it does not say. */
  sizeOf(type: FileType, bytes: Uint8Array): PictureSize | undefined;
  /** The text of a file that was checked, read by a process of its own with limits of time and memory. Never throws. */
  textOf(type: FileType, bytes: Uint8Array): Promise<FileText>;
  /** A copy without what the file tells of persons besides what it says, made by the same process. Never throws. */
  withoutPersonal(type: FileType, bytes: Uint8Array): Promise<CleanedFile>;
  /** The first sheet of an XLSX file that was not checked, read by the same process. Never throws. */
  sheetOf(workbook: Uint8Array, how: HowSheet): Promise<SheetRows>;
  /** The first records of a CSV file; a long one is read by the same process. Never throws. */
  csvOf(text: string, how: HowCsv): Promise<CsvRows>;
  /** The first `max` events of a calendar, read by the same process. Never throws. */
  calendarOf(text: string, max: number): Promise<WrittenCalendar>;
  /**
   * A file of a ZIP archive that was not checked, and as many of those beside it as fit into the memory, unpacked by the same process.
   * Never throws.
   * @param wanted A name, or the name in the folder that was packed; of several the archive's first.
   */
  unpack(archive: Uint8Array, wanted: readonly string[], limits: ArchiveLimits): Promise<UnpackedFiles>;
}
