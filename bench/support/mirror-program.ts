/** The program with all three platforms at its own pace, for the measurement of copies: `mirror-program.ts OPTIONS` (JSON). */
import { chooseEngine } from '../../src/cli/engine.js';
import { openStore } from '../../src/cli/open-store.js';
import { loadPlatforms } from '../../src/cli/platforms.js';
import { serve } from '../../src/cli/serve.js';
import { readEnvironment } from '../../src/config/environment.js';
import { systemClock } from '../../src/core/time.js';
import { features } from '../../src/features/index.js';
import { createLogger } from '../../src/logging.js';
import { type ChildOptions, SPACE } from '../../test/support/clicks/options.js';

const { env, personas } = JSON.parse(process.argv[2] ?? '{}') as ChildOptions;
const environment = readEnvironment(env);
const platforms = await loadPlatforms(environment);
const opened = await openStore(environment);
const logger = createLogger(environment.LOG_LEVEL);
const engine = await chooseEngine(environment, opened, { role: 'all', logger });
const web = { space: SPACE, access: { type: 'personas', personas } } as const;
await serve({ environment, opened, clock: systemClock, logger, platforms, engine, features, web, hasBudgets: false });
process.stdout.write('ready\n');
