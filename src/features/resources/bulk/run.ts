import { isMomentary, MudhifError } from '../../../core/errors.js';
import { fold } from '../../../core/fold.js';
import type { MemberId } from '../../../core/ids.js';
import type { Language } from '../../../core/language.js';
import type { Phrase } from '../../../core/phrase.js';
import { type Context, storeGiven } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { attachStored, requireSize, requireStorage } from '../editions.js';
import { TITLES_MAX } from '../find.js';
import { reindex } from '../index-words.js';
import { linkKey } from '../rules/link.js';
import { type ComparedTitles, compareTitles } from '../rules/similar.js';
import { titlesOf } from '../rules/title.js';
import { resourcesStore } from '../store/index.js';
import type { Resource, ResourceId, StoredFile } from '../types.js';
import { prepareCopies } from '../upkeep/copies.js';
import { type Line, type ResourceList, readList, type Wanted } from './read.js';

export const VERDICTS = ['added', 'translation', 'there', 'rejected'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface LineVerdict extends Line {
  readonly verdict: Verdict;
  /** Remarks on a line that was added all the same. */
  readonly notes: readonly Phrase[];
}

export interface BulkResult {
  readonly list: ResourceList;
  readonly lines: readonly LineVerdict[];
}

export interface BulkOptions {
  readonly dryRun: boolean;
  /** Shows them at once; otherwise they wait for an organiser like any other. */
  readonly approve: boolean;
  /** Whose they are; null for the community's own. */
  readonly member: MemberId | null;
  /** The bytes of a file of the folder; undefined where there is none of this name. */
  readonly fileOf: (name: string) => Promise<Uint8Array | undefined>;
  readonly onProgress: (done: number, total: number) => void;
}

/** What the list has brought so far, and would bring in a dry run. */
interface Seen {
  readonly byTitle: Map<string, { readonly id: ResourceId | undefined; readonly languages: Set<Language> }>;
  readonly matter: Set<string>;
  readonly titles: ComparedTitles;
}

/**
 * Adds the files and links of a list, line by line: what is wrong with one line keeps no other from being added. Lines of one title in
 * several languages are one resource. What is here already, by its bytes or its link, is left as it is, so that a list can be imported
 * again.
 */
export async function importResources(context: Context, bytes: Uint8Array, options: BulkOptions): Promise<BulkResult> {
  const list = await readList(context.files, bytes, (await context.community.settings()).sectors);
  const titles = await context.tx.find(resourcesStore(context.tx).titles(TITLES_MAX));
  const seen: Seen = { byTitle: new Map(), matter: new Set(), titles: compareTitles(titles.map(({ title }) => title)) };
  const lines: LineVerdict[] = [];
  for (const line of list.lines) {
    lines.push(await importLine(context, line, seen, options));
    options.onProgress(lines.length, list.lines.length);
    // The embedded database answers at once, so nothing else would run until the import ends.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { list, lines };
}

async function importLine(context: Context, line: Line, seen: Seen, options: BulkOptions): Promise<LineVerdict> {
  const rejected = (...problems: readonly Phrase[]): LineVerdict => ({ ...line, verdict: 'rejected', problems, notes: [] });
  const { wanted } = line;
  if (!wanted) return rejected(...line.problems);
  try {
    const file = wanted.file === '' ? null : await readFile(context, wanted.file, options);
    const matter = file === null ? linkKey(wanted.link) : file.hash;
    const there = await resourcesStore(context.tx).withMatter(file === null ? { linkKey: matter } : { hash: matter });
    if (there) return { ...line, verdict: 'there', notes: [phrase('resources-bulk.note.there', { number: there.id, title: there.title })] };
    if (seen.matter.has(matter)) return { ...line, verdict: 'there', notes: [phrase('resources-bulk.note.twice')] };
    seen.matter.add(matter);
    return await addLine(context, line, wanted, file, seen, options);
  } catch (error) {
    if (!(error instanceof MudhifError) || isMomentary(error)) throw error;
    return rejected(error.humanError);
  }
}

async function addLine(
  context: Context,
  line: Line,
  wanted: Wanted,
  file: StoredFile | null,
  seen: Seen,
  options: BulkOptions,
): Promise<LineVerdict> {
  // A line may be of the title that an earlier one has in another language.
  const keys = titlesOf({ title: wanted.text.title, titles: wanted.titles }, wanted.language).map(fold);
  const known = keys.map((key) => seen.byTitle.get(key)).find((one) => one !== undefined);
  const isTranslation = known !== undefined && !known.languages.has(wanted.language);
  const alike = known ? undefined : seen.titles.nearest(wanted.text.title);
  const notes = alike === undefined ? [] : [phrase('resources-bulk.note.alike', { title: alike })];
  const id = options.dryRun ? undefined : await write(context, wanted, file, isTranslation ? known.id : undefined, options);
  if (isTranslation) {
    known.languages.add(wanted.language);
    for (const key of keys) if (!seen.byTitle.has(key)) seen.byTitle.set(key, known);
    return { ...line, verdict: 'translation', notes };
  }
  const added = { id, languages: new Set([wanted.language]) };
  for (const key of keys) seen.byTitle.set(key, added);
  seen.titles.add(wanted.text.title);
  return { ...line, verdict: 'added', notes };
}

/** Writes a line in one transaction: a new resource, or one more language of `into`. */
async function write(
  context: Context,
  wanted: Wanted,
  file: StoredFile | null,
  into: ResourceId | undefined,
  { approve, member }: BulkOptions,
) {
  return context.atomically(async (inside) => {
    const store = resourcesStore(inside.tx);
    const resource = into ?? (await store.insert(member, wanted.text, wanted.details, inside.now));
    if (file) await attachStored(inside, member, { resource, file, language: wanted.language, isFirst: into === undefined });
    else await store.addFirstEdition({ resource, language: wanted.language, link: wanted.link, file: null, addedAt: inside.now });
    if (into === undefined) {
      const state = approve ? ({ state: 'approved', approvedAt: inside.now } as const) : ({ state: 'pending' } as const);
      await store.change(
        { id: resource, version: 1 },
        { ...state, stays: member === null, titles: wanted.titles, summaries: wanted.summaries },
      );
    } else {
      const before = await store.find(into);
      const more = before && alsoSaid(wanted, before);
      if (before && more) await store.change(before, more);
    }
    if (approve) {
      await reindex(inside, resource);
      await prepareCopies(inside, [resource]);
    }
    return resource;
  });
}

/** What the line of a translation says besides, if anything; what an earlier line said stands. Its summary is the one of its language. */
function alsoSaid({ language, text, titles, summaries }: Wanted, before: Resource): Pick<Resource, 'titles' | 'summaries'> | undefined {
  const own = text.summary === before.summary ? {} : { [language]: text.summary };
  if ([titles, own, summaries].every((said) => Object.keys(said).length === 0)) return undefined;
  return { titles: { ...titles, ...before.titles }, summaries: { ...own, ...summaries, ...before.summaries } };
}

/** Checks a file of the folder and stores its bytes; a dry run stores nothing. Throws a `MudhifError` for one that is refused. */
async function readFile(context: Context, name: string, { fileOf, dryRun, member }: BulkOptions): Promise<StoredFile> {
  const bytes = await fileOf(name);
  if (!bytes) throw new MudhifError('no such file', phrase('resources-bulk.problem.no-file', { file: name.slice(0, 80) }));
  requireSize(context, bytes.byteLength);
  if (member !== null) await requireStorage(context, member, bytes.byteLength);
  const type = await context.files.check({ name, bytes });
  const own = name.split(/[/\\]/).at(-1) ?? name;
  if (dryRun) {
    const hash = Buffer.from(await crypto.subtle.digest('SHA-256', bytes.slice())).toString('hex');
    return { hash, size: bytes.byteLength, name: own, type };
  }
  return { ...(await storeGiven(context, bytes, bytes.byteLength)), name: own, type };
}
