interface Entry<Request, Answer> {
  readonly request: Request;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

export interface BatchOptions<Request, Answer> {
  /** So many go together at most. */
  readonly most: number;
  /** Serves them; answers in the same order. */
  readonly run: (requests: readonly Request[]) => Promise<readonly Answer[]>;
  /** If `run` throws, each is served alone, so that a bad one takes no other with it. Else all hear of it. */
  readonly againAlone: boolean;
}

/** What comes in at the same moment is served together, and what comes in meanwhile with the next: for what costs little more for many. */
export function createBatches<Request, Answer>({
  most,
  run,
  againAlone,
}: BatchOptions<Request, Answer>): (request: Request) => Promise<Answer> {
  const waiting: Entry<Request, Answer>[] = [];
  let running = false;

  const serve = async (batch: readonly Entry<Request, Answer>[]): Promise<void> => {
    try {
      const answers = await run(batch.map(({ request }) => request));
      for (const [index, { resolve }] of batch.entries()) resolve(answers[index] as Answer);
    } catch (error) {
      if (againAlone && batch.length > 1) for (const one of batch) await serve([one]);
      else for (const { reject } of batch) reject(error);
    }
  };

  const serveAll = async (): Promise<void> => {
    if (running) return;
    running = true;
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) await serve(waiting.splice(0, most));
    running = false;
  };

  return (request) =>
    new Promise((resolve, reject) => {
      waiting.push({ request, resolve, reject });
      void serveAll();
    });
}
