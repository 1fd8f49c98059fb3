/** An event could not be persisted, so it must not be acknowledged. */
export class NotPersistedError extends Error {
  override readonly name = 'NotPersistedError';
}
