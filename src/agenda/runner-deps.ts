import type { Clock } from '../core/time.js';
import type { Contexts } from '../feature-api/index.js';
import type { Job } from '../feature-api/job.js';
import type { Timer } from '../kit/timer.js';
import type { Logger } from '../ports/logger.js';
import type { Metrics } from '../ports/metrics.js';

/** What every agenda runner needs. */
export interface RunnerDeps {
  /** Receives how late each row started. */
  readonly metrics?: Metrics | undefined;
  readonly store: Contexts;
  readonly clock: Clock;
  readonly jobs: readonly Job[];
  readonly logger: Logger;
  /** Identifies this process in the rows that it runs. */
  readonly owner: string;
  readonly timer?: Timer;
}
