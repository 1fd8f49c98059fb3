import { describe } from 'vitest';
import { hasService } from '../../support/services/index.js';
import { openOnPostgres } from '../../support/store.js';
import { describeStore } from './describe-store.js';

describe.skipIf(!hasService('postgres'))('with a server', () => {
  describeStore('PostgreSQL', () => openOnPostgres());
});
