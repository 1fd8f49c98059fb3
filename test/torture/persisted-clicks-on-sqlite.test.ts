import { describePersistedClicks } from './persisted-clicks.js';

describePersistedClicks('SQLite alone');
