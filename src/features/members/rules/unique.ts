import { fold } from '../../../core/fold.js';

/** Without repeats; case and letter variants are ignored, and the last spelling stays. */
export function unique(items: readonly string[]): readonly string[] {
  return [...new Map(items.map((item) => [fold(item), item])).values()];
}
