/** A request as tests see it. */
export interface SeenRequest {
  readonly method: string;
  /** Without `/api/v10` and the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly files: readonly { readonly name: string; readonly size: number }[];
  readonly authorized: boolean;
}

export type Trouble =
  /** The work is done first unless `commit` is false. */
  | { readonly type: 'status'; readonly status: number; readonly commit?: boolean; readonly body?: unknown }
  /** The line is cut; the work is done before if `commit`. */
  | { readonly type: 'drop'; readonly commit: boolean }
  /** Never answers; the work is done before if `commit`. */
  | { readonly type: 'hang'; readonly commit: boolean }
  | { readonly type: 'rate-limit'; readonly retryAfterSeconds: number; readonly global?: boolean };

export interface Faults {
  /** The next `times` requests that match meet with trouble. */
  next(match: (request: SeenRequest) => boolean, trouble: Trouble, times?: number): void;
  clear(): void;
  take(request: SeenRequest): Trouble | undefined;
}

export function createFaults(): Faults {
  const planned: { readonly match: (request: SeenRequest) => boolean; readonly trouble: Trouble; left: number }[] = [];
  return {
    next(match, trouble, times = 1) {
      planned.push({ match, trouble, left: times });
    },
    clear: () => void planned.splice(0),
    take(request) {
      const found = planned.find(({ match, left }) => left > 0 && match(request));
      if (!found) return undefined;
      found.left -= 1;
      return found.trouble;
    },
  };
}

/** Matches by method and by the beginning or a pattern of the path. */
export function requests(method: string, path: string | RegExp): (request: SeenRequest) => boolean {
  return (request) => request.method === method && (typeof path === 'string' ? request.path.startsWith(path) : path.test(request.path));
}
