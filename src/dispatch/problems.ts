import type { Context, Contexts } from '../feature-api/index.js';
import type { Logger } from '../ports/logger.js';
import type { Metrics } from '../ports/metrics.js';
import type { ProblemListener } from '../ports/problems.js';

/** Brings problems that adapters report to the features, one after the other, each in a transaction. */
export function createProblemRecorder({
  contexts,
  logger,
  metrics,
}: {
  readonly contexts: Contexts;
  readonly logger: Logger;
  readonly metrics: Metrics;
}): { readonly listener: ProblemListener; readonly settled: () => Promise<void> } {
  let last: Promise<void> = Promise.resolve();
  const queue = (code: string, work: (context: Context) => Promise<void>): void => {
    last = last
      .then(() => contexts.transaction(work))
      .catch((error: unknown) => logger.error({ code, error }, 'a platform problem could not be recorded'));
  };
  return {
    listener: {
      occurred(problem) {
        metrics.problem(problem.platform, problem.code, true);
        queue(problem.code, async (context) => {
          for (const { problems } of context.features.all) await problems?.occurred(context, problem);
        });
      },
      over(platform, code, where) {
        metrics.problem(platform, code, false);
        queue(code, async (context) => {
          for (const { problems } of context.features.all) await problems?.over(context, platform, code, where);
        });
      },
    },
    settled: () => last,
  };
}
