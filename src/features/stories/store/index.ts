import { oncePerTx } from '../../../core/transaction.js';
import { peopleStore } from './people.js';
import { storyStore } from './stories.js';

export { exportedRows, queriesOf } from './export.js';
export { storiesTables } from './tables.js';

/** The queries on the tables of stories. */
export const storiesStore = oncePerTx((tx) => ({ ...storyStore(tx), ...peopleStore(tx) }));
