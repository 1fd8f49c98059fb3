/**
 * Wraps `work` so that it runs at the first call only; later calls return the same promise. Without `work` the wrapper
 * resolves and does nothing.
 */
export function once(work: (() => Promise<void>) | undefined): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= work?.() ?? Promise.resolve());
}
