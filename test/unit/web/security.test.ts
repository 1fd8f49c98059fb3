import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PAGE_HEADER, PERSONA_HEADER } from '../../../adapters/web/protocol.js';
import { services } from '../../support/services/index.js';
import { webClient } from '../../support/web-client.js';
import { startWebServer, type WebServer } from '../../support/web-server.js';

/** Sends headers that `fetch` does not allow. */
function raw(
  server: WebServer,
  path: string,
  options: { readonly method?: string; readonly headers?: Record<string, string>; readonly body?: string } = {},
): Promise<{ readonly status: number; readonly headers: Record<string, string | string[] | undefined>; readonly body: string }> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const call = request({ hostname, port, path, method: options.method ?? 'GET', headers: options.headers ?? {} }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    call.on('error', reject);
    call.end(options.body);
  });
}

describe('the web chat', () => {
  let server: WebServer;
  const own = { [PAGE_HEADER]: '1', [PERSONA_HEADER]: 'zainab', 'content-type': 'application/json' };
  beforeAll(async () => {
    server = await startWebServer({ pageFolder: await services.page() });
  });
  afterAll(async () => {
    await server.close();
  });

  it('refuses a foreign Host, as after DNS rebinding', async () => {
    for (const host of ['evil.example', '127.0.0.1', 'localhost:1', 'localhost']) {
      for (const path of ['/', '/api/state', '/assets/icon.svg']) {
        expect((await raw(server, path, { headers: { ...own, host } })).status).toBe(421);
      }
    }
    expect((await raw(server, '/api/state', { headers: { ...own, host: 'evil.example' } })).status).toBe(421);
    expect((await raw(server, '/', { headers: { host: new URL(server.url).host } })).status).toBe(200);
    expect((await raw(server, '/', { headers: { host: `localhost:${new URL(server.url).port}` } })).status).toBe(200);
  });

  it('refuses requests from other sites', async () => {
    const conversation = await webClient(server, 'zainab').direct();
    const body = JSON.stringify({ id: 'abcdefgh', conversation, thread: null, text: 'x' });
    const post = (headers: Record<string, string>) =>
      raw(server, '/api/messages', { method: 'POST', headers: { ...own, ...headers }, body });
    for (const origin of ['https://evil.example', 'null', `https://${new URL(server.url).host}`, 'http://127.0.0.1:1']) {
      expect({ origin, status: (await post({ origin })).status }).toEqual({ origin, status: 403 });
    }
    expect((await post({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await post({ 'sec-fetch-site': 'same-site' })).status).toBe(403);
    expect((await raw(server, '/api/state', { headers: { ...own, 'sec-fetch-site': 'cross-site' } })).status).toBe(403);
    expect(server.inbox.received.messages).toEqual([]);
    expect((await post({ origin: server.url, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  });

  it('refuses a form of another site, which can’t set the header', async () => {
    for (const path of ['/api/messages', '/api/actions', '/api/forms', '/api/read', '/api/complete']) {
      const answer = await raw(server, path, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{}' });
      expect({ path, status: answer.status }).toEqual({ path, status: 403 });
    }
  });

  it('forbids inline scripts and scripts of other sites', async () => {
    for (const path of ['/', '/api/state', '/nowhere']) {
      const { headers } = await raw(server, path, { headers: own });
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe|\*|data:|https?:/);
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
    const { body } = await raw(server, '/');
    expect(body).not.toMatch(/<script(?![^>]*src=)|<style|style=|onload=|onclick=/);
  });

  it('serves no paths outside the page', async () => {
    for (const path of [
      '/assets/../package.json',
      '/assets/..%2f..%2fpackage.json',
      '/assets/%2e%2e%2findex.ts',
      '/assets/....//index.html',
      '/assets/page',
      '/../../etc/passwd',
      '/assets/%00',
      '/api/files/1/..%2f..%2fetc%2fpasswd',
    ]) {
      const { status, body } = await raw(server, path, { headers: own });
      expect({ path, status }).toEqual({ path, status: 404 });
      expect(body).not.toContain('root:');
    }
  });

  it('refuses requests that are too large', async () => {
    const client = webClient(server, 'zainab');
    const conversation = await client.direct();
    const input = (id: string) => ({ id, conversation, thread: null, text: '' });
    await expect(client.send(conversation, 'x'.repeat(4_001))).rejects.toMatchObject({ status: 413 });
    await expect(client.post('/api/actions', { padding: 'x'.repeat(100_000) })).rejects.toMatchObject({ status: 413 });
    const big = new File([new Uint8Array(10 * 1024 * 1024 + 1)], 'big.bin');
    await expect(client.upload('/api/messages', input('large-01'), { a: big })).rejects.toMatchObject({ status: 413 });
    const five = Object.fromEntries([1, 2, 3, 4, 5].map((index) => [String(index), new File(['x'], `${index}.txt`)]));
    await expect(client.upload('/api/messages', input('large-02'), five)).rejects.toMatchObject({ status: 413 });
    const fits = new File([new Uint8Array(10 * 1024 * 1024)], 'fits.bin');
    await expect(client.upload('/api/messages', input('large-03'), { a: fits })).resolves.toBeDefined();
  });

  it('refuses malformed requests', async () => {
    const client = webClient(server, 'zainab');
    for (const body of [{}, [], 'x', null, { id: 'short' }, { id: 'abcdefgh', conversation: 5, text: {} }]) {
      await expect(client.post('/api/messages', body)).rejects.toMatchObject({ status: 400 });
    }
    expect((await raw(server, '/api/messages', { method: 'POST', headers: own, body: '{"id":' })).status).toBe(400);
    const multipart = { ...own, 'content-type': 'multipart/form-data; boundary=x' };
    expect((await raw(server, '/api/messages', { method: 'POST', headers: multipart, body: 'nonsense' })).status).toBe(400);
    expect((await raw(server, '/api/events?after=abc', { headers: own })).status).toBe(400);
    for (const id of ['abc', '-1', '1e3', 'NaN']) {
      expect((await raw(server, '/api/events?once', { headers: { ...own, 'last-event-id': id } })).status).toBe(400);
    }
    expect((await raw(server, '/api/threads/abc', { headers: own })).status).toBe(404);
    expect((await raw(server, '/api/state', { headers: { ...own, [PERSONA_HEADER]: 'nobody' } })).status).toBe(404);
    expect((await raw(server, '/api/time', { method: 'POST', headers: own, body: '{"type":"until-next"}' })).status).toBe(404);
  });

  it('reports errors in the reader’s language', async () => {
    const sentence = async (user: string): Promise<string> => {
      const client = webClient(server, user);
      const conversation = await client.direct();
      const failure = await client.send(conversation, 'x'.repeat(4_001)).catch((error: unknown) => error);
      return JSON.parse((failure as { body: string }).body).error;
    };
    expect(await sentence('zainab')).toMatch(/at most 4000 characters.*4001/);
    expect(await sentence('haider')).toMatch(/الحد 4000.*4001/);
    expect(await sentence('karwan')).toMatch(/ئەوپەڕی 4000.*4001/);
  });

  it('loads in less than 60 kB, compressed', async () => {
    let bytes = 0;
    const { body } = await raw(server, '/');
    const names = [...body.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((match) => match[1] ?? '');
    expect(names.some((name) => name.endsWith('.js')) && names.some((name) => name.endsWith('.css'))).toBe(true);
    for (const path of ['/', ...new Set(names), '/api/state']) {
      const answer = await raw(server, path, { headers: { ...own, 'accept-encoding': 'gzip' } });
      expect(answer.status).toBe(200);
      bytes += Number(answer.headers['content-length'] ?? answer.body.length);
      if (path.endsWith('.js')) expect(answer.headers['content-encoding']).toBe('gzip');
    }
    expect(bytes).toBeLessThan(60_000);
  });
});
