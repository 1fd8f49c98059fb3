import type { OrganisationId } from '../../core/ids.js';
import type { LocalDate } from '../../core/time.js';
import type { CalendarSource } from './calendar.js';
import type { LetterPart } from './letter.js';
import type { SearchSource } from './search.js';
import type { HandedOut, Shelf, ShelfFetched } from './shelf.js';

/** What a feature gives to other features, and what it hears of them. */
export interface ForFeatures<C> {
  /** What it adds to the calendars that members subscribe to. */
  readonly calendar?: CalendarSource<C>;
  /** What of it is found beside resources. */
  readonly search?: SearchSource<C>;
  /** What it adds to the community's letter. */
  readonly letter?: LetterPart<C>;
  /** Something that other features may show has changed, or may be shown no more: its key as in the letter, `stories:12`. */
  readonly onItemChanged?: (context: C, key: string) => Promise<void>;
  /** Where what members share elsewhere is kept. Provided by one feature. */
  readonly shelf?: Shelf<C>;
  /** Told, in a transaction, that a member fetched what the feature has put on the shelf. */
  readonly onShelfFetched?: (context: C, fetched: ShelfFetched) => Promise<void>;
  /** Whom the files that it hands out reached between two days, both included; undefined where it handed out none. */
  readonly handedOut?: (context: C, days: { readonly from: LocalDate; readonly to: LocalDate }) => Promise<HandedOut | undefined>;
  /** Two organisations become one: whatever names `from` names `into` afterwards. `from` still exists. */
  readonly onOrganisationsMerged?: (context: C, merged: { readonly from: OrganisationId; readonly into: OrganisationId }) => Promise<void>;
}
