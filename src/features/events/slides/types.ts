import type { Id, MemberId } from '../../../core/ids.js';
import type { Language } from '../../../core/language.js';
import type { Instant } from '../../../core/time.js';
import type { FileType } from '../../../ports/files.js';
import type { EventId } from '../types.js';

export type FileId = Id<'event-file'>;
export type FileReaderId = Id<'event-file-reader'>;

/** What a file is, as whoever gives it says. */
export const FILE_KINDS = ['slides', 'tool', 'recording', 'handout'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/**
 * `dropped`: it is still to be checked and stored. `asked`: whoever gave it is asked what it is. `refused`: it could not be taken, and
 * they have not read why. `left`: it went with whoever gave it, and comes back with them.
 */
export type FileState = 'dropped' | 'asked' | 'given' | 'refused' | 'left';

/** A file of an event before anybody said what it is. */
export interface DroppedFile {
  readonly id: FileId;
  readonly event: EventId;
  readonly member: MemberId | null;
  readonly state: FileState;
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** Why it was not taken, in the language of whoever gave it. */
  readonly refusal: string | null;
  readonly addedAt: Instant;
}

/** Bytes that are checked and stored. */
export interface StoredFile {
  readonly hash: string;
  /** In bytes. */
  readonly size: number;
  readonly type: FileType;
}

/** What whoever gives a file says of it. */
export interface FileWords {
  readonly kind: FileKind;
  readonly language: Language;
  /** Members who were not registered may have it, too. */
  readonly forOthers: boolean;
}

/** A file that participants can have. */
export interface EventFile extends FileWords, StoredFile {
  readonly id: FileId;
  readonly event: EventId;
  readonly member: MemberId | null;
  readonly name: string;
  readonly addedAt: Instant;
  /** Null until people are told of it. */
  readonly toldAt: Instant | null;
}

/** How many people got the files of an event. */
export interface Reached {
  /** The bot sent them without being asked for each. */
  readonly sent: number;
  /** People who opened at least one by our button or page. */
  readonly fetched: number;
  /** People who asked, to whom nothing was sent before. */
  readonly requested: number;
}

/** Somebody who got files of an event, or asked for them. */
export interface FileReader {
  readonly member: MemberId | null;
  readonly isSent: boolean;
  /** Whether they want later files, too. */
  readonly later: boolean;
}
