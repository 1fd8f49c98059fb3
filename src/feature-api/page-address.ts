/** Where pages of features are, below the public address. A proxy lets this path through. */
export const PAGES = '/p';

/** The address of a page of a feature; undefined without a public address. */
export function pageAddress(publicUrl: string | undefined, path: string, rest?: string): string | undefined {
  if (publicUrl === undefined) return undefined;
  return `${publicUrl.replace(/\/+$/, '')}${PAGES}/${path}${rest === undefined ? '' : `/${encodeURIComponent(rest)}`}`;
}
