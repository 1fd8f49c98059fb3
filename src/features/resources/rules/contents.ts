import { latinDigits } from '../../../core/written.js';
import type { Resource, ResourceId } from '../types.js';

/** How many resources one collection holds. */
export const COLLECTION_MAX = 40;
/** How many characters of a title are shown in the field that puts a collection in order. */
const TITLE_SHOWN = 60;

/** A collection's resources as lines that can be moved, added and deleted: a number, and a title that only reminds. */
export function contentsText(resources: readonly Pick<Resource, 'id' | 'title'>[]): string {
  return resources.map(({ id, title }) => `${id} ${title.length > TITLE_SHOWN ? `${title.slice(0, TITLE_SHOWN - 1)}…` : title}`).join('\n');
}

/** The numbers at the beginning of the lines, each once; or the first line that has none. */
export function readContents(text: string): { readonly ids: readonly ResourceId[] } | { readonly fault: string } {
  const ids = new Set<ResourceId>();
  for (const line of text.split('\n').map((each) => latinDigits(each).trim())) {
    if (line === '') continue;
    const number = Number(/^[#•*-]?\s*(\d{1,9})(?!\d)/.exec(line)?.[1] ?? 0);
    if (number === 0) return { fault: line.slice(0, 40) };
    ids.add(number as ResourceId);
  }
  return { ids: [...ids] };
}
