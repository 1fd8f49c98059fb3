import { nameKey } from '../../../core/fold.js';

/** Without repeats; case, letter variants, hyphens and spaces are ignored, and the last spelling stays. */
export function unique(items: readonly string[]): readonly string[] {
  return [...new Map(items.map((item) => [nameKey(item) || item, item])).values()];
}
