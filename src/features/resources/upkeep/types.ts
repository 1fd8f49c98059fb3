import type { Id, MemberId } from '../../../core/ids.js';
import type { Instant, LocalDate } from '../../../core/time.js';
import type { Personal } from '../../../ports/files.js';
import type { LinkFound } from '../../../ports/links.js';
import type { EditionId, Resource, ResourceId } from '../types.js';

export type TakeDownId = Id<'take-down request'>;

/**
 * A file as people outside get it. `cleaned`: a copy without what it told of persons; `same`: it told nothing; `failed`: it could not
 * be cleaned, so an organiser decides; `allowed`: they decided that it is given as it is.
 */
export type CopyState = 'cleaned' | 'same' | 'failed' | 'allowed';

/** Who last said that a resource is still right, and until when it may be shared. */
export interface Upkeep {
  /** Null for somebody who is erased. */
  readonly checkedBy: MemberId | null;
  readonly checkedAt: Instant | null;
  readonly expiresOn: LocalDate | null;
}

/** What is known of a link. */
export interface LinkHealth extends LinkFound {
  /** How often in a row it was not there. */
  readonly tries: number;
  readonly checkedAt: Instant;
  readonly nextAt: Instant;
  /** Since when its contributor has to see to it; null as long as all is well. */
  readonly badSince: Instant | null;
}

export interface DueLink {
  readonly edition: EditionId;
  readonly resource: ResourceId;
  readonly link: string;
  readonly known: LinkHealth | undefined;
}

/** A link that leads nowhere any more. */
export interface BadLink {
  readonly resource: Pick<Resource, 'id' | 'title' | 'member'>;
  readonly edition: EditionId;
  readonly link: string;
  readonly health: LinkHealth;
}

/** What somebody outside wrote who asks to have a resource taken down, and how to reach them, if they wish an answer. */
export interface TakeDown {
  readonly text: string;
  readonly contact: string | null;
  readonly madeAt: Instant;
}

/** What became of a file for people outside. */
export interface Copy {
  readonly state: CopyState;
  /** The bytes of a cleaned copy. */
  readonly hash: string | null;
  /** In bytes. */
  readonly size: number | null;
  readonly removed: readonly Personal[];
}
