/** The ids of events that arrived in this process. The app remembers them across restarts; this spares it the question. */
export interface SeenEvents {
  /** True the first time only. */
  first(eventId: string): boolean;
}

/** @param max how many ids are remembered; the oldest are forgotten */
export function createSeenEvents(max = 5_000): SeenEvents {
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
