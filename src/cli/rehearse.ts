import { join } from 'node:path';
import { createApp } from '../app.js';
import { createCompute } from '../compute/host.js';
import type { Environment } from '../config/environment.js';
import { createLogger } from '../logging.js';
import { rehearse } from '../rehearse/index.js';
import { appParts } from './app-parts.js';
import type { Output } from './output.js';

/**
 * `mudhif rehearse --months N`: prints what the bot would do and when, on a copy, without sending anything.
 *
 * @throws {SetupError} If there is no such database.
 */
export async function runRehearsal(
  environment: Environment,
  output: Output,
  options: { readonly months: number; readonly demo?: boolean },
): Promise<number> {
  const compute = createCompute();
  try {
    await rehearse({
      url: options.demo ? `sqlite:${join(environment.DATA_DIR, 'demo.db')}` : environment.DATABASE_URL,
      months: options.months,
      language: output.language,
      line: output.line,
      compose: ({ store, clock, adapters }) =>
        createApp({ ...appParts(environment), compute, store, clock, logger: createLogger('error'), createAdapters: () => adapters }),
    });
    return 0;
  } finally {
    await compute.close();
  }
}
