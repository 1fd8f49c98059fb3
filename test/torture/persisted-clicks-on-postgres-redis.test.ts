import { describePersistedClicks } from './persisted-clicks.js';

describePersistedClicks('PostgreSQL and Redis');
