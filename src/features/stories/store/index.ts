import { oncePerTx } from '../../../core/transaction.js';
import { peopleStore } from './people.js';
import { photoStore } from './photos.js';
import { storyStore } from './stories.js';

export { exportedStories } from './export.js';
export { storiesTables } from './tables.js';

/** The queries on the tables of stories. */
export const storiesStore = oncePerTx(storyStore, peopleStore, photoStore);
