import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLinkChecks, type LinkCheckOptions } from '../../../src/links/check.js';

/** What the server at 127.0.0.1 answers, by path. */
type Answers = Readonly<Record<string, (request: IncomingMessage, response: ServerResponse) => void>>;

let server: Server;
let port: number;
let asked: string[];
let answers: Answers;
beforeEach(async () => {
  asked = [];
  answers = {};
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://x');
    asked.push(`${request.method} ${request.headers.host?.split(':')[0]}${pathname}`);
    const answer = answers[pathname];
    if (answer) answer(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const status =
  (code: number, headers: Record<string, string> = {}) =>
  (_request: IncomingMessage, response: ServerResponse) =>
    void response.writeHead(code, headers).end();

/** Names that end in `.test` are the server's; it stands for the internet here, and 127.0.0.2 for what is closed. */
function checks(names: Readonly<Record<string, readonly string[]>> = {}, more: LinkCheckOptions = {}) {
  const resolved: string[] = [];
  const links = createLinkChecks({
    async resolve(host) {
      resolved.push(host);
      return (names[host] ?? ['127.0.0.1']).map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    },
    isOpen: (address) => address === '127.0.0.1',
    ...more,
  });
  return { resolved, check: (path: string, host = 'good.test') => links.check(`http://${host}:${port}${path}`) };
}

it('asks with HEAD, and with GET where a server does not like that', async () => {
  answers = {
    '/page': status(200),
    '/get': (request, response) => void response.writeHead(request.method === 'HEAD' ? 405 : 206).end(),
    '/hangs-up': (request, response) => (request.method === 'HEAD' ? request.socket.destroy() : void response.end('x')),
  };
  const { check } = checks();
  expect(await check('/page')).toEqual({ state: 'alive', status: 200 });
  expect(await check('/get')).toEqual({ state: 'alive', status: 206 });
  expect(await check('/hangs-up')).toEqual({ state: 'alive', status: 200 });
  expect(asked).toEqual(
    ['HEAD', 'HEAD', 'GET', 'HEAD', 'GET'].map(
      (method, index) => `${method} good.test${['/page', '/get', '/get', '/hangs-up', '/hangs-up'][index]}`,
    ),
  );
});

it('tells apart what is gone, what is refused and what nobody answers', async () => {
  answers = { '/gone': status(410), '/closed': status(403), '/busy': status(429), '/broken': status(502) };
  const { check } = checks();
  expect(await check('/none')).toEqual({ state: 'gone', status: 404 });
  expect(await check('/gone')).toEqual({ state: 'gone', status: 410 });
  for (const [path, code] of [
    ['/closed', 403],
    ['/busy', 429],
    ['/broken', 502],
  ] as const) {
    expect(await check(path)).toEqual({ state: 'refused', status: code });
  }
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  expect(await check('/page')).toEqual({ state: 'unreachable' });
  server.listen(port, '127.0.0.1');
});

it('gives up on a server that never answers, and reads nothing of an endless page', async () => {
  let written = 0;
  answers = {
    '/silent': () => {},
    '/endless': (request, response) => {
      if (request.method === 'HEAD') return void response.writeHead(405).end();
      const more = (): void => {
        written += 1;
        if (!response.destroyed && response.write('x'.repeat(65_536))) setImmediate(more);
      };
      response.on('drain', more);
      return more();
    },
    '/headers': status(200, { 'x-long': 'x'.repeat(15_000), 'x-longer': 'x'.repeat(8000) }),
  };
  const { check } = checks({}, { answerMs: 150 });
  expect(await check('/silent')).toEqual({ state: 'unreachable' });
  expect(await check('/endless')).toEqual({ state: 'alive', status: 200 });
  expect(written).toBeLessThan(200);
  expect(await check('/headers')).toEqual({ state: 'unreachable' });
});

it('follows a few redirects, and no circle', async () => {
  answers = {
    '/moved': status(301, { location: '/page' }),
    '/elsewhere': status(302, { location: `http://other.test:${port}/page` }),
    '/circle': status(302, { location: '/circle' }),
    '/nowhere': status(302, { location: 'http://[' }),
    '/page': status(200),
  };
  const { check } = checks();
  expect(await check('/moved')).toEqual({ state: 'alive', status: 200 });
  expect(await check('/elsewhere')).toEqual({ state: 'alive', status: 200 });
  expect(await check('/circle')).toEqual({ state: 'closed' });
  expect(await check('/nowhere')).toEqual({ state: 'refused', status: 302 });
  expect(asked.filter((line) => line.endsWith('/circle'))).toHaveLength(6);
});

it('never connects to the machine itself or its network: by name, by address, by redirect', async () => {
  answers = {
    '/by-name': status(302, { location: `http://bad.test:${port}/secret` }),
    '/by-address': status(302, { location: `http://127.0.0.2:${port}/secret` }),
    '/by-number': status(302, { location: `http://2130706434:${port}/secret` }),
    '/by-ipv6': status(302, { location: `http://[::ffff:127.0.0.2]:${port}/secret` }),
    '/by-localhost': status(302, { location: `http://localhost:${port}/secret` }),
    '/by-scheme': status(302, { location: 'file:///etc/passwd' }),
    '/by-port': status(302, { location: 'http://good.test:22/' }),
    '/secret': status(200),
  };
  const { check, resolved } = checks({ 'bad.test': ['127.0.0.2'], 'both.test': ['127.0.0.1', '10.0.0.1'] });
  for (const path of Object.keys(answers).filter((path) => path !== '/secret')) {
    expect(await check(path), path).toEqual({ state: 'closed' });
  }
  for (const host of ['bad.test', 'both.test', '127.0.0.2', '[::1]', '[64:ff9b::7f00:2]', 'localhost', 'db.internal']) {
    expect(await check('/secret', host), host).toEqual({ state: 'closed' });
  }
  expect(asked.filter((line) => line.includes('/secret'))).toEqual([]);
  expect(resolved).not.toContain('localhost');
});

it('connects to the address that it looked at, whatever the name means a moment later', async () => {
  answers = { '/page': status(200), '/again': status(302, { location: '/page' }) };
  let turn = 0;
  const { check } = checks(
    {},
    {
      async resolve() {
        turn += 1;
        return [{ address: turn === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }];
      },
    },
  );
  expect(await check('/page')).toEqual({ state: 'alive', status: 200 });
  expect(turn).toBe(1);
  // Each later look-up finds the closed address, and nothing is connected to.
  expect(await check('/page')).toEqual({ state: 'closed' });
  expect(await check('/again')).toEqual({ state: 'closed' });
  expect(asked).toEqual(['HEAD good.test/page']);
});

it('asks one server one thing at a time', async () => {
  let now = 0;
  let most = 0;
  answers = {
    '/page': (_request, response) => {
      now += 1;
      most = Math.max(most, now);
      setImmediate(() => {
        now -= 1;
        response.end();
      });
    },
  };
  const { check } = checks();
  await Promise.all(Array.from({ length: 5 }, () => check('/page')));
  expect(most).toBe(1);
  expect(asked).toHaveLength(5);
});
