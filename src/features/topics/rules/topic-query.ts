import { fold } from '../../../core/fold.js';

/** What topics are looked for by. */
export interface TopicQuery {
  readonly page: number;
  readonly words?: string;
  readonly sector?: string;
  readonly year?: number;
}

/** What a search compares. */
export interface Searched {
  readonly sector: string | null;
  /** The year in which it opens or opened. */
  readonly year: number;
  readonly texts: readonly string[];
}

/** The part of a sector's code that a button's id has room for. */
const SECTOR_MAX = 24;

/** A query as the id of a button: `page~year~sector~words`, so that paging needs nothing stored. */
export function encodeTopicQuery({ page, words = '', sector = '', year }: TopicQuery): string {
  return [page, year ?? '', sector.slice(0, SECTOR_MAX), words].join('~');
}

/** A part that cannot be read counts as not given. */
export function decodeTopicQuery(id: string): TopicQuery {
  const [page = '', year = '', sector = '', ...rest] = id.split('~');
  const words = rest.join('~').trim();
  return {
    page: /^\d{1,6}$/.test(page) ? Number(page) : 0,
    ...(/^\d{4}$/.test(year) && { year: Number(year) }),
    ...(sector !== '' && { sector }),
    ...(words !== '' && { words }),
  };
}

/** Whether it is of the year and the sector, and each word is somewhere in its texts, however its letters are written. */
export function isFound({ sector, year, texts }: Searched, query: TopicQuery): boolean {
  if (query.year !== undefined && year !== query.year) return false;
  if (query.sector !== undefined && sector?.slice(0, SECTOR_MAX) !== query.sector.slice(0, SECTOR_MAX)) return false;
  const wanted = fold(query.words ?? '').split(' ');
  const folded = texts.map(fold);
  return wanted.every((word) => folded.some((text) => text.includes(word)));
}
