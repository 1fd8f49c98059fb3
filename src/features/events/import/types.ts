import type { Language } from '../../../core/language.js';
import type { Phrase } from '../../../core/phrase.js';
import type { Zone } from '../../../core/time.js';
import type { EventFormat, EventKind, SessionTimes } from '../types.js';

/** An event as a file has it. */
export interface ReadEvent {
  /** The line of a spreadsheet, or which entry of a calendar, from 1. */
  readonly at: number;
  readonly title: string;
  readonly about: string;
  readonly kind: EventKind;
  readonly format: EventFormat;
  readonly place: string;
  readonly link: string;
  /** The organiser's own unless told. */
  readonly language: Language | undefined;
  readonly zone: Zone;
  readonly times: SessionTimes;
  /** By which a calendar knows it; spreadsheets have none. */
  readonly uid: string | undefined;
  /** An RRULE; undefined for what takes place once. */
  readonly rule: string | undefined;
}

/** Why something of a file was left out. */
export interface ReadProblem {
  readonly at: number;
  readonly problem: Phrase;
}

export interface ReadFile {
  readonly events: readonly ReadEvent[];
  readonly problems: readonly ReadProblem[];
}
