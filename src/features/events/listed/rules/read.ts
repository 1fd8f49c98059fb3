import { fold, nameKey } from '../../../../core/fold.js';
import type { MemberId } from '../../../../core/ids.js';

/** Somebody whom an organiser may mean. */
export interface Candidate {
  readonly id: MemberId;
  readonly name: string;
  readonly email: string | null;
  readonly organisation: string;
}

/** What became of a pasted list. */
export interface ReadList {
  readonly members: readonly MemberId[];
  /** What fits several people, with some of their names. */
  readonly several: readonly { readonly text: string; readonly names: readonly string[] }[];
  /** What fits nobody. */
  readonly unknown: readonly string[];
}

const NAMES_SHOWN = 3;

/**
 * Who is meant by a list of names, addresses or organisations, one a line or between semicolons. An organisation means all its
 * members; a part of a name means one person, or is asked back.
 */
export function readList(text: string, candidates: readonly Candidate[]): ReadList {
  const lines = [...new Set(text.split(/[\n;؛]/).map((line) => line.trim().replace(/^[-*•\d.)\s]*(?=\D)/, '')))].filter(
    (line) => line !== '',
  );
  const keyed = candidates.map((one) => ({ ...one, key: nameKey(one.name), home: nameKey(one.organisation) }));
  const members = new Set<MemberId>();
  const several: { text: string; names: readonly string[] }[] = [];
  const unknown: string[] = [];
  for (const line of lines) {
    const fitting = meant(line, keyed);
    if (fitting.length === 0) unknown.push(line);
    else if (fitting.length === 1 || isWhole(line, fitting)) for (const { id } of fitting) members.add(id);
    else several.push({ text: line, names: fitting.slice(0, NAMES_SHOWN).map(nameWithHome) });
  }
  return { members: [...members], several, unknown };
}

interface Keyed extends Candidate {
  readonly key: string;
  readonly home: string;
}

function meant(line: string, all: readonly Keyed[]): readonly Keyed[] {
  const address = /[^\s<>(),;]+@[^\s<>(),;]+/.exec(line)?.[0].toLowerCase();
  if (address !== undefined) return all.filter(({ email }) => email?.toLowerCase() === address);
  const wanted = nameKey(line.replace(/^@/, ''));
  const exact = all.filter(({ key }) => key === wanted);
  if (exact.length > 0) return exact;
  const home = all.filter((one) => one.home !== '' && one.home === wanted);
  if (home.length > 0) return home;
  const words = wordsOf(line.replace(/^@/, ''));
  return words.length === 0
    ? []
    : all.filter(({ key, home: of }) => words.some((word) => key.includes(word)) && words.every((word) => `${key} ${of}`.includes(word)));
}

/** Whether a line names an organisation, all of whose people are meant. */
const isWhole = (line: string, fitting: readonly Keyed[]): boolean =>
  fitting.every(({ home }) => home === nameKey(line)) && fitting.every(({ key }) => key !== nameKey(line));

/** Words as they are compared with names. */
const wordsOf = (text: string): readonly string[] => fold(text).split(' ').map(nameKey).filter(Boolean);

const nameWithHome = ({ name, organisation }: Candidate): string => (organisation === '' ? name : `${name} (${organisation})`);

/** People whose name or organisation contains every word, by name. */
export function searchPeople(text: string, candidates: readonly Candidate[], max: number): readonly Candidate[] {
  const words = wordsOf(text);
  return candidates
    .filter(({ name, organisation }) => {
      const key = `${nameKey(name)} ${nameKey(organisation)}`;
      return words.every((word) => key.includes(word));
    })
    .slice(0, max);
}
