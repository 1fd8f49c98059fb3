/** `work`, done at the first call only; later calls wait for that one. Without `work`, nothing is done. */
export function once(work: (() => Promise<void>) | undefined): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= work?.() ?? Promise.resolve());
}
