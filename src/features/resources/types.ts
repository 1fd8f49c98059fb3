import type { Id, MemberId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import type { Instant, LocalDate } from '../../core/time.js';
import type { FileType, TextPart } from '../../ports/files.js';
import type { Kind, Sharing, Visibility } from './codes.js';

export * from './codes.js';

export type ResourceId = Id<'resource'>;
export type EditionId = Id<'resource edition'>;
export type SaveId = Id<'resource save'>;
export type CollectionId = Id<'resource collection'>;

/**
 * `draft`: only its contributor sees it. `pending`: it waits for an organiser. `withdrawn` by its contributor, `removed` by an
 * organiser, `left`: it went with its contributor; each of these can be restored for 30 days.
 */
export type ResourceState = 'draft' | 'pending' | 'approved' | 'declined' | 'withdrawn' | 'removed' | 'left';

export interface ResourceText {
  readonly title: string;
  readonly summary: string;
  readonly kind: Kind;
}

export interface ResourceDetails {
  readonly sectors: readonly string[];
  /** Whose it is, in a few words; may be empty. */
  readonly organisation: string;
  readonly publishedOn: LocalDate | null;
  readonly sharing: Sharing;
  readonly visibility: Visibility;
}

/** What is said of a resource in its other languages, where somebody said so. */
export type InLanguages = { readonly [L in Language]?: string | undefined };

export interface Resource extends ResourceText, ResourceDetails {
  readonly titles: InLanguages;
  readonly summaries: InLanguages;
  readonly id: ResourceId;
  /** Null once its contributor is erased, or where the community itself keeps it. */
  readonly member: MemberId | null;
  readonly state: ResourceState;
  /** Counts each change, so that organisers decide about what they have read. */
  readonly version: number;
  /** Whether it may stay when its contributor goes. */
  readonly stays: boolean;
  /** Why it was declined or removed. */
  readonly reason: string | null;
  readonly madeAt: Instant;
  readonly approvedAt: Instant | null;
  readonly goneAt: Instant | null;
}

/** What became of the text in a file: `waiting` to be read, or why there is none to search. */
export type Reading = 'waiting' | 'text' | 'scanned' | 'none' | 'failed' | 'slow';

/** A part of a file's text, as it is read. */
export type PartOfText = TextPart;

export interface StoredFile {
  readonly hash: string;
  /** In bytes. */
  readonly size: number;
  readonly name: string;
  readonly type: FileType;
}

/** A resource in one language: a link or a file. A later one in the same language replaces it. */
export interface Edition {
  readonly id: EditionId;
  readonly resource: ResourceId;
  readonly language: Language;
  readonly link: string | null;
  readonly file: StoredFile | null;
  readonly reading: Reading;
  readonly addedAt: Instant;
  readonly replacedAt: Instant | null;
}

/** A resource with what there is of it, the newest first. */
export interface Whole {
  readonly resource: Resource;
  readonly editions: readonly Edition[];
}

/** What somebody wrote who found it outdated or wrong. */
export interface Flag {
  readonly text: string;
  readonly madeAt: Instant;
}

/** A version of a resource that an organiser has read. */
export interface Seen {
  readonly id: ResourceId;
  readonly version: number;
}

/** What a message holds that can be added: a link or a file. */
export type KeptMatter = { readonly link: string; readonly file: null } | { readonly link: null; readonly file: StoredFile };

/** What a member may add of a message whose menu they opened. */
export interface Kept {
  readonly id: SaveId;
  readonly member: MemberId;
  readonly link: string | null;
  readonly file: StoredFile | null;
}

/** What a member wants to hear of. */
export interface Subscription {
  readonly member: MemberId;
  /** Empty for all. */
  readonly sectors: readonly string[];
  /** Empty for all. */
  readonly languages: readonly Language[];
  /** The member has heard of everything that was accepted until then. */
  readonly toldUntil: Instant;
}

export interface CollectionText {
  readonly title: string;
  readonly summary: string;
  readonly visibility: Visibility;
}

/** Resources for one purpose, put together by an organiser. */
export interface Collection extends CollectionText {
  readonly id: CollectionId;
  /** Who made it; null once they are erased. */
  readonly member: MemberId | null;
  /** Counts each change. */
  readonly version: number;
}
