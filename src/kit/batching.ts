const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

interface Entry<Request, Result> {
  readonly request: Request;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

export interface BatcherOptions<Request, Result> {
  /** The largest number of requests in one batch. */
  readonly maxSize: number;
  /** Processes a batch and returns one result per request, in the same order. */
  readonly run: (requests: readonly Request[]) => Promise<readonly Result[]>;
  /**
   * When `run` throws for several requests: `true` runs each of them again on its own, so that one bad request does not
   * fail the others; `false` rejects all of them.
   */
  readonly retryIndividually: boolean;
}

/**
 * Groups requests that arrive in the same turn of the event loop, or while an earlier batch runs, into one batch. Use it
 * where many requests cost little more than one. Batches run one after the other, unlike those of `dataloader`
 * (docs/decisions/0045).
 *
 * @returns A function that adds a request and resolves with its result, or rejects with what `run` throws for it.
 */
export function createBatcher<Request, Result>({
  maxSize,
  run,
  retryIndividually,
}: BatcherOptions<Request, Result>): (request: Request) => Promise<Result> {
  const queue: Entry<Request, Result>[] = [];
  let running = false;

  const runBatch = async (batch: readonly Entry<Request, Result>[]): Promise<void> => {
    try {
      const results = await run(batch.map(({ request }) => request));
      for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Result);
    } catch (error) {
      if (retryIndividually && batch.length > 1) for (const entry of batch) await runBatch([entry]);
      else for (const { reject } of batch) reject(error);
    }
  };

  /** While a crowd arrives, each turn of the event loop reads more of it: the batch waits for them, unless it is full. */
  const gather = async (): Promise<void> => {
    for (let before = 0; queue.length > before && queue.length < maxSize; ) {
      before = queue.length;
      await nextTurn();
    }
  };

  const runAll = async (): Promise<void> => {
    if (running) return;
    running = true;
    await nextTurn();
    while (queue.length > 0) {
      await gather();
      await runBatch(queue.splice(0, maxSize));
    }
    running = false;
  };

  return (request) =>
    new Promise((resolve, reject) => {
      queue.push({ request, resolve, reject });
      void runAll();
    });
}
