/** The length of a search that a button's id has room for. */
export const SEARCH_MAX = 40;

export interface ListQuery {
  readonly page: number;
  readonly words?: string;
}

/** A query as the id of a button, so that paging needs nothing stored. */
export function encodeListQuery({ page, words }: ListQuery): string {
  return words === undefined ? String(page) : `${page}~${words}`;
}

/** A part that cannot be read counts as the first page of all. */
export function decodeListQuery(id: string): ListQuery {
  const [page = '', ...rest] = id.split('~');
  const words = rest.join('~').trim();
  return { page: /^\d{1,6}$/.test(page) ? Number(page) : 0, ...(words !== '' && { words }) };
}
