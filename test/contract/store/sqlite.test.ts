import { openTestStore } from '../../support/store.js';
import { describeStore } from './describe-store.js';

describeStore('SQLite', () => openTestStore());
