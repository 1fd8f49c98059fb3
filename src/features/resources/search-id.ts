import { SEARCH_MAX } from './rules/query.js';

export interface SearchPage {
  readonly page: number;
  readonly text: string;
}

/** A search as the id of a button, so that paging needs nothing stored. */
export const encodeSearch = ({ page, text }: SearchPage): string => `${page}~${text.slice(0, SEARCH_MAX)}`;

/** A part that cannot be read counts as the first page. */
export function decodeSearch(id: string): SearchPage {
  const [page = '', ...rest] = id.split('~');
  return { page: /^\d{1,4}$/.test(page) ? Number(page) : 0, text: rest.join('~') };
}
