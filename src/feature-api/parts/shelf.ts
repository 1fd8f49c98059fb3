import type { MemberId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import type { Button } from '../../core/message.js';
import type { FileType } from '../../ports/files.js';

/** Where what members share elsewhere is kept, so that it is found later. */
export interface Shelf<C> {
  /** Puts a file there, whose bytes are stored, in the transaction in which it was shared. */
  readonly put: (context: C, shared: Shelved) => Promise<void>;
  /** Takes away what was put there under these keys, as far as it is still there. */
  readonly takeBack: (context: C, keys: readonly string[]) => Promise<void>;
  /** Whether a key as in the letter (`onItemChanged`) is one of something there. */
  readonly holds: (key: string) => boolean;
  /** What every member may see there that fits a subject: keys as in the letter (`onItemChanged`), the best first. */
  readonly fitting: (context: C, subject: Subject, limit: number) => Promise<readonly string[]>;
  /** Which of these every member may see now, in the order of their keys. */
  readonly standing: (context: C, keys: readonly string[]) => Promise<readonly OnShelf[]>;
}

/** What something is about. */
export interface Subject {
  readonly sector: string | null;
  /** The same text in each language in which there is one. */
  readonly texts: readonly { readonly title: string; readonly text: string }[];
  /** What is there in this language is preferred. */
  readonly language: Language;
  /** Links that it has already. */
  readonly links: readonly string[];
}

/** Something that every member may see there. */
export interface OnShelf {
  readonly key: string;
  readonly title: string;
  /** What it is and in which languages: «Guide · Protection · Arabic and English». */
  readonly facts: (language: Language) => string;
  /** What a member types to see it. */
  readonly command: string;
  /** Opens it. */
  readonly button: (label: string) => Button;
}

/** What a member took from there, by the key under which it was put there. */
export interface ShelfFetched {
  readonly key: string;
  readonly member: MemberId;
}

/** How many people got files and opened one, within what may be shown. */
export interface HandedOut {
  readonly sent: number;
  readonly opened: number;
}

/** What a file is, as the shelf sorts it. */
export const SHELVED_KINDS = ['slides', 'tool', 'recording', 'training'] as const;
export type ShelvedKind = (typeof SHELVED_KINDS)[number];

export interface Shelved {
  /** Names it, and begins with the feature: `events:file:12`. */
  readonly key: string;
  readonly member: MemberId;
  readonly kind: ShelvedKind;
  readonly title: string;
  readonly summary: string;
  readonly language: Language;
  readonly sectors: readonly string[];
  /** `size` in bytes. */
  readonly file: { readonly hash: string; readonly size: number; readonly name: string; readonly type: FileType };
  /** Members may have it. Otherwise only organisers find it. */
  readonly forMembers: boolean;
}
