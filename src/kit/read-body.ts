/** Why a body was not read: it has too many bytes, or its sender takes too long or is gone. */
export type BodyRefusal = 'too-large' | 'too-slow';

export interface BodyLimit {
  readonly maxBytes: number;
  /** How long the whole body may take, in milliseconds. */
  readonly timeoutMs: number;
}

/**
 * Reads a body and counts its bytes as they arrive, whatever its headers say. hono's `bodyLimit` has no limit of time, and
 * believes `content-length`.
 */
export async function readBody(request: Request, { maxBytes, timeoutMs }: BodyLimit): Promise<Uint8Array<ArrayBuffer> | BodyRefusal> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return 'too-large';
  const reader = request.body?.getReader();
  if (!reader) return new Uint8Array();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'too-slow'>((resolve) => {
    timer = setTimeout(() => resolve('too-slow'), timeoutMs);
  });
  const refuse = (why: BodyRefusal): BodyRefusal => {
    reader.cancel().catch(() => undefined);
    return why;
  };
  // One buffer that grows, because a list of a million tiny chunks would need a hundred times the memory of their bytes.
  let bytes = new Uint8Array(Math.min(maxBytes, 4096));
  let size = 0;
  try {
    for (;;) {
      const read = await Promise.race([late, reader.read()]);
      if (read === 'too-slow') return refuse('too-slow');
      if (read.done) return bytes.subarray(0, size);
      const end = size + read.value.length;
      if (end > maxBytes) return refuse('too-large');
      if (end > bytes.length) {
        const grown = new Uint8Array(Math.min(maxBytes, Math.max(end, bytes.length * 2)));
        grown.set(bytes.subarray(0, size));
        bytes = grown;
      }
      bytes.set(read.value, size);
      size = end;
    }
  } catch {
    // The connection broke.
    return 'too-slow';
  } finally {
    clearTimeout(timer);
  }
}
