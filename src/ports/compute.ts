/** Runs long pure computations beside the event loop. */
export interface Compute {
  /**
   * Imports `module` in a worker thread, calls its exported function `name` with `input`, and returns the result. Input
   * and result are copied (structured clone). Throws what the function throws.
   */
  run(task: { readonly module: URL; readonly name: string; readonly input: unknown }): Promise<unknown>;
  /** Ends running computations; their callers get an error. */
  close(): Promise<void>;
}
