import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { guardOrigin } from '../../adapters/web/index.js';
import { PAGE_HEADER } from '../../adapters/web/protocol.js';
import { slackManifestText } from '../../src/cli/slack-manifest.js';
import { readEnvironment } from '../../src/config/environment.js';
import { createMetricsRoutes } from '../../src/http/health.js';
import { createMetrics } from '../../src/http/metrics.js';
import { originsOf } from '../../src/http/origins.js';
import { type HttpServer, startHttp } from '../../src/http/server.js';
import { flood } from '../support/flood.js';
import { removeFolder, startProgram } from '../support/program.js';
import { SIGNING_SECRET, signedRequest, startSlackHouse } from '../support/slack/index.js';
import { quietLogger, startWebServer, type WebServer } from '../support/web-server.js';

const MB = 1024 * 1024;

describe('a body without an end, from nobody known', () => {
  let web: WebServer;
  let slack: Awaited<ReturnType<typeof startSlackHouse>>;
  let server: HttpServer;
  beforeEach(async () => {
    web = await startWebServer({ access: { type: 'sessions' } });
    slack = await startSlackHouse({ mode: 'http' });
    const { handler } = slack.adapter;
    if (!handler) throw new Error('no handler');
    server = await startHttp({
      host: '127.0.0.1',
      port: 0,
      logger: quietLogger,
      routes: [new Hono().post('/slack/events', (context) => handler(context.req.raw))],
    });
  });
  afterEach(async () => {
    await server.close();
    await slack.close();
    await web.close();
  });

  it.each([
    ['POST', '/sign-in', 413],
    ['POST', '/sign-in/out', 413],
    ['POST', '/', 404],
    ['POST', '/nowhere', 404],
    ['GET', '/', 200],
    ['POST', '/api/messages', 401],
    ['POST', '/api/actions', 401],
    ['POST', '/api/forms', 401],
    ['POST', '/api/read', 401],
    ['PUT', '/api/state', 401],
  ])('is not read further than it may be: %s %s', async (method, path, status) => {
    const before = process.memoryUsage().rss;
    const answer = await flood(web.url + path, { method, headers: { [PAGE_HEADER]: '1' } });
    expect(answer.sent).toBeLessThan(20 * MB);
    // The server may end the connection before its answer is read.
    expect([status, 503, 0]).toContain(answer.status);
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * MB);
  });

  it('of Slack: nothing is read of what Slack has not signed just now, and two megabytes of the rest', async () => {
    const url = `${server.url}slack/events`;
    const claim = Object.fromEntries(signedRequest('x', SIGNING_SECRET, slack.clock.now(), false).headers);
    expect(await flood(url)).toMatchObject({ status: 401 });
    const stale = { ...claim, 'x-slack-request-timestamp': '1' };
    expect(await flood(url, { headers: stale })).toMatchObject({ status: 401 });
    const signed = await flood(url, { headers: claim });
    expect(signed.status).toBe(413);
    expect(signed.sent).toBeLessThan(20 * MB);
    expect((await flood(url, { headers: claim, bytes: 3 * MB, chunk: 512 })).status).toBe(413);
  });

  it('of anybody: the head comes within seconds, and so does the rest', async () => {
    const patience = { headersMs: 200, requestMs: 400, lookMs: 50 };
    const slow = await startHttp({
      host: '127.0.0.1',
      port: 0,
      logger: quietLogger,
      routes: [new Hono().post('/', async (c) => c.text(await c.req.text()))],
      patience,
    });
    const answerTo = (text: string) =>
      new Promise<string>((resolve) => {
        let read = '';
        const socket = connect(slow.port, '127.0.0.1', () => socket.write(text));
        socket.on('data', (chunk) => {
          read += chunk.toString();
        });
        socket.on('error', () => undefined);
        socket.on('close', () => resolve(read));
      });
    expect(await answerTo('POST / HTTP/1.1\r\nHost: x\r\n')).toContain('408');
    expect(await answerTo('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc')).not.toContain('200');
    await slow.close();
  });
});

// Minutes of traffic: `npm run test:attacks` alone.
describe.skipIf(process.env['ATTACKS'] !== 'long')('the built program under such bodies', () => {
  it('stays small and answers', async () => {
    const program = await startProgram(['start', '--web'], { env: { ORGANISERS: 'web:amal' } });
    try {
      const memory = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${program.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
      const before = memory();
      const floods = Promise.all(Array.from({ length: 5 }, () => flood(`${program.url}/sign-in`)));
      // `npm run bench:floods` measures how soon.
      for (let turn = 0; turn < 50; turn += 1) expect((await fetch(`${program.url}/healthz`)).status).toBe(200);
      await floods;
      expect(memory() - before).toBeLessThan(150);
    } finally {
      await program.end('SIGKILL');
      removeFolder(program.folder);
    }
  });
});

describe('where the server listens', () => {
  it.each([
    [{ HTTP_HOST: '::1' }, ['http://[::1]:80', 'http://localhost']],
    [{ HTTP_HOST: '[::1]' }, ['http://[::1]', 'http://127.0.0.1']],
    [{ HTTP_HOST: '0.0.0.0', HTTP_PUBLIC_URL: 'https://chat.example.org/' }, ['http://localhost', 'https://chat.example.org']],
    [{ HTTP_HOST: 'localhost' }, ['http://localhost', 'http://127.0.0.1']],
  ])('has these names: %j', (variables, origins) => {
    const found = originsOf(readEnvironment(variables), 80);
    for (const origin of origins) expect(found).toContain(new URL(origin).origin);
    for (const origin of found) expect(URL.canParse(origin)).toBe(true);
  });

  it.each(['::1', '[::1]'])('is written as an address in the manifest of Slack: %s', async (HTTP_HOST) => {
    const text = await slackManifestText(readEnvironment({ HTTP_HOST, SLACK_SIGNING_SECRET: SIGNING_SECRET, SLACK_BOT_TOKEN: 'xoxb-1' }));
    expect(text).toContain('"http://[::1]:3000/slack/events"');
  });

  it('is no address that no browser can name', () => {
    for (const HTTP_HOST of ['a b', 'http://x', 'x/y', '::z']) expect(() => readEnvironment({ HTTP_HOST })).toThrowError('HTTP_HOST');
  });

  it('answers on an IPv6 address', async () => {
    const web = await startHttp({ host: '::1', port: 0, logger: quietLogger, routes: [new Hono().get('/', (c) => c.text('here'))] });
    expect(web.url).toBe(`http://[::1]:${web.port}/`);
    expect(await (await fetch(web.url)).text()).toBe('here');
    await web.close();
  });

  it.each(['::1', '[::1]', '127.0.0.1', 'localhost'])('answers whoever names it, and nobody who names another host: %s', async (host) => {
    let port = 0;
    const routes = new Hono()
      .use(guardOrigin(() => originsOf(readEnvironment({ HTTP_HOST: host }), port)))
      .get('/', (context) => context.text('here'));
    const web = await startHttp({ host: readEnvironment({ HTTP_HOST: host }).HTTP_HOST, port: 0, logger: quietLogger, routes: [routes] });
    port = web.port;
    expect((await fetch(web.url)).status).toBe(200);
    const asked = (name: string) => routes.request('/', { headers: { host: name } });
    for (const name of [`[::1]:${port}`, `127.0.0.1:${port}`, `localhost:${port}`]) expect((await asked(name)).status).toBe(200);
    for (const name of ['evil.example', `[::2]:${port}`, '[::1', '::1']) expect((await asked(name)).status).toBe(421);
    await web.close();
  });

  it('gives its metrics to this machine only', async () => {
    const routes = createMetricsRoutes(createMetrics().registry);
    for (const host of ['127.0.0.1:9100', 'localhost:9100', '[::1]:9100']) {
      expect((await routes.request('/metrics', { headers: { host } })).status).toBe(200);
    }
    for (const host of ['evil.example', '10.0.0.1:9100', '127.0.0.1.evil.example']) {
      expect((await routes.request('/metrics', { headers: { host } })).status).toBe(421);
    }
  });
});
