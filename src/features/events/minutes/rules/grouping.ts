import type { OrganisationId } from '../../../../core/ids.js';
import type { Note, NoteKind } from '../../types.js';

/** A note with the organisations of all notes that were merged into it; nobody where all are attributed to nobody. */
export interface MergedNote extends Note {
  readonly organisations: readonly OrganisationId[];
}

/** Notes of a sector; null for what belongs to none. */
export interface SectorNotes {
  readonly sector: string | null;
  readonly notes: readonly MergedNote[];
}

const BY_SECTOR = ['update', 'challenge', 'recommendation'] as const satisfies readonly NoteKind[];

/** What stands in the minutes. */
export interface GroupedNotes {
  readonly sectors: readonly SectorNotes[];
  readonly decisions: readonly MergedNote[];
  readonly actions: readonly MergedNote[];
}

/**
 * Notes as they stand in the minutes: by sector in the community's order, then by kind. Those attributed to nobody come last, by
 * their words: their order would tell who wrote them.
 */
export function groupNotes(notes: readonly Note[], order: readonly string[]): GroupedNotes {
  const shown = mergedNotes(notes).toSorted(byAttribution);
  const inMinutes = shown.filter(({ kind }) => BY_SECTOR.some((known) => known === kind));
  // A sector that the community has no longer comes after those that it has.
  const sectors = [
    ...order,
    ...new Set(inMinutes.flatMap(({ sector }) => (sector === null || order.includes(sector) ? [] : sector))),
    null,
  ];
  return {
    sectors: sectors.flatMap((sector) => {
      const those = BY_SECTOR.flatMap((kind) => inMinutes.filter((note) => note.sector === sector && note.kind === kind));
      return those.length === 0 ? [] : [{ sector, notes: those }];
    }),
    decisions: shown.filter(({ kind }) => kind === 'decision'),
    actions: shown
      .filter(({ kind }) => kind === 'action')
      .toSorted((one, other) => compare(one.dueOn ?? '9999', other.dueOn ?? '9999') || one.id - other.id),
  };
}

/** Notes that stand by themselves, with the organisations of those whose words they have. */
export function mergedNotes(notes: readonly Note[]): readonly MergedNote[] {
  const organisationsOf = (note: Note): readonly OrganisationId[] => [
    ...(note.organisation === null ? [] : [note.organisation]),
    ...notes.filter(({ mergedInto }) => mergedInto === note.id).flatMap(organisationsOf),
  ];
  return notes
    .filter(({ mergedInto }) => mergedInto === null)
    .map((note) => ({ ...note, organisations: [...new Set(organisationsOf(note))] }));
}

function byAttribution(one: MergedNote, other: MergedNote): number {
  const [named, otherNamed] = [one.organisations.length > 0, other.organisations.length > 0];
  if (named !== otherNamed) return named ? -1 : 1;
  return named ? one.id - other.id : compare(one.words, other.words);
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
