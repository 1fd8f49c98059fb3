/** The program with all three platforms and the feature that counts clicks, for a test that kills it: `child.ts OPTIONS` (JSON). */
import { chooseEngine } from '../../../src/cli/engine.js';
import { openStore } from '../../../src/cli/open-store.js';
import { loadPlatforms } from '../../../src/cli/platforms.js';
import { serve } from '../../../src/cli/serve.js';
import { readEnvironment } from '../../../src/config/environment.js';
import { systemClock } from '../../../src/core/time.js';
import { createFeatureSet } from '../../../src/feature-api/index.js';
import { features } from '../../../src/features/index.js';
import { createLogger } from '../../../src/logging.js';
import { createOpenPace } from '../pace.js';
import { clicks } from './feature.js';
import { type ChildOptions, SPACE } from './options.js';

const { env, personas } = JSON.parse(process.argv[2] ?? '{}') as ChildOptions;
const environment = readEnvironment(env);
const platforms = await loadPlatforms(environment);
const opened = await openStore(environment);
const logger = createLogger(environment.LOG_LEVEL);
const engine = await chooseEngine(environment, opened, { role: 'all', logger });
await serve({
  environment,
  opened,
  clock: systemClock,
  logger,
  hasBudgets: false,
  platforms,
  // The fakes of this test set no limits.
  engine: { ...engine, pace: createOpenPace() },
  features: createFeatureSet([...features.all, clicks]),
  web: { space: SPACE, access: { type: 'personas', personas } },
});
process.stdout.write('ready\n');
