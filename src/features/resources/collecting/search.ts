import type { SearchSource } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { findingStore } from '../store/index.js';
import { collectingControls } from './controls.js';

/** Collections for members, by what was written of them: their resources are found by themselves. */
export const collectingSearch: SearchSource = {
  async searchable(context, language) {
    const collections = await findingStore(context.tx).collections();
    return collections
      .filter(({ visibility }) => visibility !== 'organisers')
      .map(({ id, title, summary }) => ({
        title,
        kind: speaker(language).plain('resources-collections.found'),
        sectors: [],
        texts: [{ text: summary }],
        button: (label: string) => collectingControls.collection.button(label, { id: { of: id, page: 0 } }),
      }))
      .toReversed();
  },
};
