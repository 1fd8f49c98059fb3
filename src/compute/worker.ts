import { parentPort } from 'node:worker_threads';

/** The worker thread's side: calls an exported function of a module and sends back its result, or what it threw. */

export interface WorkerRequest {
  readonly call: number;
  readonly module: string;
  readonly name: string;
  readonly input: unknown;
}

export type WorkerAnswer = { readonly call: number } & ({ readonly result: unknown } | { readonly error: string });

/** Throws a `TypeError` if the module exports no such function. */
export async function callExport({ module, name, input }: Omit<WorkerRequest, 'call'>): Promise<unknown> {
  const exported = ((await import(module)) as Readonly<Record<string, unknown>>)[name];
  if (typeof exported !== 'function') throw new TypeError(`no function ${name} in ${module}`);
  // The caller checks the result: nothing is known of it here.
  return (exported as (input: unknown) => unknown)(input);
}

async function answer(request: WorkerRequest): Promise<WorkerAnswer> {
  try {
    return { call: request.call, result: await callExport(request) };
  } catch (error) {
    return { call: request.call, error: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on('message', (request: WorkerRequest) => {
  void answer(request).then((answered) => parentPort?.postMessage(answered));
});
