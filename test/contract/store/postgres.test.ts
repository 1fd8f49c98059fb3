import { describe } from 'vitest';
import { engines } from '../../support/store.js';
import { describeStore } from './describe-store.js';

for (const engine of engines.filter(({ name }) => name !== 'SQLite')) {
  describe.skipIf(engine.skip)('with a server', () => describeStore(engine.name, () => engine.open()));
}
