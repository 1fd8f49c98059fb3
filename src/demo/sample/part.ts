import type { MemberId } from '../../core/ids.js';
import type { Phrase } from '../../core/phrase.js';
import type { Settings } from '../../core/settings.js';
import type { Instant } from '../../core/time.js';
import type { Context } from '../../feature-api/index.js';
import type { StoredBlob } from '../../ports/blobs.js';
import type { Habits } from './habits.js';
import type { SeededMember } from './members.js';
import type { Talk } from './talk.js';

/** What one feature adds to the sample. */
export interface SamplePart {
  /** The feature's name. */
  readonly feature: string;
  readonly talk: readonly Talk[];
  /** Bytes that its past needs, by names of its own, where the sample has files. They are stored before anything is written. */
  readonly files?: (context: Pick<Context, 'compute'>) => Promise<ReadonlyMap<string, Uint8Array>>;
  /** Writes the feature's past up to `now`, a whole hour. Called once, in the transaction that fills the community. */
  readonly seed: (context: Context, sample: SampleCompany) => Promise<SampledPast>;
  /** What others name is written before them. */
  readonly isNamedByOthers?: true;
  /** The first moment at or after `day` at which the feature has something to show. */
  readonly opening: (day: Instant, settings: Settings) => Instant;
  /** How the sample's residents answer the feature's messages. */
  readonly habits: Habits;
  /** What somebody who opens the demo may try first. `organiser`: the name of the persona who organises. */
  readonly tryFirst: (organiser: string) => readonly Phrase[];
}

/** Whom a part finds in the community. */
export interface SampleCompany {
  readonly members: readonly SeededMember['member'][];
  readonly personas: ReadonlySet<MemberId>;
  readonly now: Instant;
  /** The stored files of this part; none where the sample has no files. */
  readonly files: ReadonlyMap<string, StoredBlob>;
}

export interface SampledPast {
  /** When the community needed organisers for it first. */
  readonly since: Instant;
  /** When organisers changed the feature's settings since then. */
  readonly settingsChanged: readonly Instant[];
}
