import { request } from 'node:http';

const MB = 1024 * 1024;

/** Sends a body of any size in chunks until all of it is sent, or the server no longer takes it. */
export function flood(
  url: string,
  {
    method = 'POST',
    headers = {},
    bytes = 400 * MB,
    chunk = 64 * 1024,
  }: { method?: string; headers?: Record<string, string>; bytes?: number; chunk?: number } = {},
): Promise<{ readonly status: number; readonly sent: number }> {
  return new Promise((resolve) => {
    let status = 0;
    let sent = 0;
    const call = request(url, { method, headers: { 'transfer-encoding': 'chunked', ...headers } }, (response) => {
      status = response.statusCode ?? 0;
      response.resume();
      response.once('end', () => call.destroy());
    });
    const piece = Buffer.alloc(chunk, 'x');
    const send = (): void => {
      while (sent < bytes && !call.destroyed) {
        sent += piece.length;
        if (!call.write(piece)) return void call.once('drain', send);
      }
      call.end();
    };
    call.on('error', () => undefined);
    call.once('close', () => resolve({ status, sent }));
    send();
  });
}
