/** Events that came already in this process. The app's own memory outlives restarts; this one spares it the question. */
export interface Seen {
  /** True the first time only. */
  first(eventId: string): boolean;
}

export function createSeen(max = 5_000): Seen {
  const ids = new Set<string>();
  return {
    first(eventId) {
      if (ids.has(eventId)) return false;
      ids.add(eventId);
      if (ids.size > max) for (const oldest of ids) if (ids.delete(oldest)) break;
      return true;
    },
  };
}
