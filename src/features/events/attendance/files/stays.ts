import { nameKey } from '../../../../core/fold.js';
import { after, between, earliest, type Instant, latest, MINUTE, type Zone } from '../../../../core/time.js';
import type { Session } from '../../types.js';
import type { FileRow } from './read.js';
import { DATE_ORDERS, type DateOrder, readMoment } from './times.js';

type Moments = Pick<Session, 'startsAt' | 'endsAt'>;

/** From when to when somebody was there. */
export type Stay = Readonly<Record<'from' | 'to', Instant>>;

/** Somebody of a file, with all their re-joins. */
export interface FilePerson {
  /** The last one first. */
  readonly names: readonly string[];
  readonly addresses: readonly string[];
  readonly stays: readonly Stay[];
  /** How long they were there at most, where the file counts it; away in between. */
  readonly minutes: number | undefined;
}

/** Who was in a session according to a file; `elsewhere`: nobody was there at that time, so it is of another meeting. */
export function peopleIn(
  rows: readonly FileRow[],
  session: Moments,
  zones: readonly [Zone, ...Zone[]],
): { readonly people: readonly FilePerson[] } | { readonly elsewhere: Instant | undefined } {
  // Files don't say on which clock they are, nor whether the day or the month comes first: the reading that fits is the right one.
  const readings = zones.flatMap((zone) => DATE_ORDERS.map((order) => staysOf(rows, zone, order)));
  const overlaps = readings.map((stays) => stays.reduce((total, { stay }) => total + coveredIn(stay ? [stay] : [], session), 0));
  const most = Math.max(...overlaps);
  const best = readings[overlaps.indexOf(most)] ?? [];
  if (most > 0) return { people: merged(best).filter(({ stays }) => coveredIn(stays, session) > 0) };
  return { elsewhere: readings.flat().find(({ stay }) => stay)?.stay?.from };
}

function staysOf(rows: readonly FileRow[], zone: Zone, order: DateOrder) {
  return rows.map((row) => {
    const from = readMoment(row.joined, zone, order);
    const to = readMoment(row.left, zone, order) ?? (from && after(from, (row.minutes ?? 0) * MINUTE));
    return { row, stay: from !== undefined && to !== undefined && to > from ? { from, to } : undefined };
  });
}

/** Rows of the same person become one: the same address, or the same name where none has another address. */
function merged(rows: readonly { readonly row: FileRow; readonly stay: Stay | undefined }[]): readonly FilePerson[] {
  const people: FilePerson[] = [];
  const places = new Map<string, number[]>();
  for (const { row, stay } of rows) {
    const keys = [...row.addresses, ...row.names.map(nameKey)];
    const sharing = [...new Set(keys.flatMap((key) => places.get(key) ?? []))];
    const place = sharing.find((known) => isSame(people[known], row)) ?? people.length;
    const known = people[place];
    const minutes = row.minutes === undefined ? undefined : row.minutes + (known?.minutes ?? 0);
    people[place] = {
      names: [...new Set([...row.names, ...(known?.names ?? [])])],
      addresses: [...new Set([...row.addresses, ...(known?.addresses ?? [])])],
      stays: [...(known?.stays ?? []), ...(stay ? [stay] : [])],
      minutes: known && known.minutes === undefined ? undefined : minutes,
    };
    for (const key of keys) places.set(key, [...new Set([...(places.get(key) ?? []), place])]);
  }
  return people;
}

/** People who share a name are two if each has an address of their own. */
function isSame(person: FilePerson | undefined, { addresses }: FileRow): boolean {
  if (!person) return false;
  return addresses.length === 0 || person.addresses.length === 0 || addresses.some((address) => person.addresses.includes(address));
}

/** How long somebody was in a session; stays that overlap, as on two devices, count once. */
export function coveredIn(stays: readonly Stay[], { startsAt, endsAt }: Moments): number {
  let covered = 0;
  let until = startsAt;
  for (const { from, to } of stays.toSorted((one, other) => between(other.from, one.from))) {
    const begin = latest(from, until);
    const end = earliest(to, endsAt);
    if (end <= begin) continue;
    covered += between(begin, end);
    until = end;
  }
  return covered;
}

/** How much of a session people were there who are one person, in whole percent. */
export function shareOf(people: readonly Pick<FilePerson, 'stays' | 'minutes'>[], session: Moments): number {
  const covered = coveredIn(
    people.flatMap(({ stays }) => stays),
    session,
  );
  const counted = people.reduce((total, { minutes }) => total + (minutes ?? Number.POSITIVE_INFINITY) * MINUTE, 0);
  return Math.min(100, Math.round((100 * Math.min(covered, counted)) / between(session.startsAt, session.endsAt)));
}
