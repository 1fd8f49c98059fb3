/** Where a page stands in a list that is read page by page. */
export interface PageNumbers {
  /** How long the list is. */
  readonly total: number;
  /** From 0. */
  readonly page: number;
  readonly pages: number;
}

/**
 * The page that is read where `wanted` is asked for: the last one, if the list has become shorter.
 *
 * @param size The number of entries on a page.
 */
export function pageNumbers(total: number, wanted: number, size: number): PageNumbers {
  const pages = Math.max(1, Math.ceil(total / size));
  return { total, page: Math.min(wanted, pages - 1), pages };
}

/**
 * A page of a list that is known as a whole.
 *
 * @param size The number of entries on a page.
 */
export function pageOf<T>(all: readonly T[], wanted: number, size: number): PageNumbers & { readonly shown: readonly T[] } {
  const numbers = pageNumbers(all.length, wanted, size);
  return { ...numbers, shown: all.slice(numbers.page * size, (numbers.page + 1) * size) };
}
