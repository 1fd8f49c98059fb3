/** The types of files that members may send, by what the bytes are. */
export const FILE_TYPES = ['pdf', 'docx', 'pptx', 'xlsx', 'odt', 'odp', 'ods', 'txt', 'csv', 'md', 'png', 'jpg'] as const;
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
} as const satisfies Readonly<Record<FileType, string>>;

/** A piece of a file's text, and where it stands; `whole`: the file has no parts. */
export interface TextPart {
  readonly place: 'whole' | 'page' | 'slide' | 'notes';
  /** From 1 on; 0 for a whole file. */
  readonly number: number;
  readonly text: string;
}

/**
 * `scanned`: it holds pictures of text alone. `none`: such files hold no text. `failed`: reading it took too long or too much memory,
 * or the program that reads it gave up.
 */
export type FileText = { readonly type: 'text'; readonly parts: readonly TextPart[] } | { readonly type: 'scanned' | 'none' | 'failed' };

/** What a file can tell of persons besides what it says: `comments`, who wrote notes and changes; `device`, a camera or program. */
export const PERSONAL = ['author', 'comments', 'place', 'device', 'other'] as const;
export type Personal = (typeof PERSONAL)[number];

/** `same`: it tells nothing of persons. `failed`: it could not be looked through, or holds what nobody here can look into. */
export type CleanedFile =
  | { readonly type: 'cleaned'; readonly bytes: Uint8Array; readonly removed: readonly Personal[] }
  | { readonly type: 'same' | 'failed' };

/** What the bot does with files of people, none of which it trusts. */
export interface FileTools {
  /**
   * Looks at what the bytes are, without opening anything that could grow.
   * @throws {MudhifError} With a sentence for whoever sent it: a type that is not taken, another one than its name says, a password,
   * macros, an archive that would grow too large, a virus; or that the scanner is away.
   */
  check(file: { readonly name: string; readonly bytes: Uint8Array }): Promise<FileType>;
  /** The text of a file that was checked, read by a process of its own with limits of time and memory. Never throws. */
  textOf(type: FileType, bytes: Uint8Array): Promise<FileText>;
  /** A copy without what the file tells of persons besides what it says, made by the same process. Never throws. */
  withoutPersonal(type: FileType, bytes: Uint8Array): Promise<CleanedFile>;
}
