import { expect, it } from 'vitest';
import { PAGE_HEADER, PERSONA_HEADER } from '../../adapters/web/protocol.js';
import { seededRandom } from '../../src/kit/random.js';
import { createTestLogger } from '../support/logger.js';
import { mutated } from '../support/mutations.js';
import { webClient } from '../support/web-client.js';
import { startWebServer } from '../support/web-server.js';

/** `npm run test:packets` sends 10,000. */
const PACKETS = Math.round(Number(process.env.PACKETS ?? 5_000) * 0.1);
const SEED = Number(process.env.SEED ?? 1);

it(`${PACKETS} bodies that the page would not send are refused, and end nothing`, async () => {
  const logger = createTestLogger();
  const server = await startWebServer({ logger });
  try {
    const zainab = webClient(server, 'zainab');
    const [direct, channel] = [await zainab.direct(), await zainab.channel('general')];
    const headers = { [PAGE_HEADER]: '1', [PERSONA_HEADER]: 'zainab', host: new URL(server.url).host, origin: server.url };
    const id = 'abcdefgh';
    const samples: readonly (readonly [path: string, body: unknown, isUpload?: true])[] = [
      ['/api/messages', { id, conversation: direct, thread: null, text: 'words' }, true],
      ['/api/messages', { id, conversation: channel, thread: 1, text: '/coffee join' }],
      ['/api/actions', { id, message: 1, action: 'coffee:join:1', values: ['a'] }],
      ['/api/menus', { id, message: 1 }],
      ['/api/edits', { id, message: 1, text: 'words' }],
      ['/api/removals', { id, message: 1 }],
      [
        '/api/forms',
        {
          id,
          form: 'profile:edit',
          token: 'a',
          conversation: direct,
          message: null,
          thread: null,
          values: { name: 'words', kinds: ['a'] },
        },
        true,
      ],
      ['/api/complete', { conversation: direct, command: 'coffee', subcommand: 'avoid', option: 'member', typed: 'wor' }],
      ['/api/read', { conversation: direct, upTo: 1 }],
    ];
    const random = seededRandom(SEED);
    const statuses = new Set<number>();
    for (let sent = 0; sent < PACKETS; sent += 1) {
      const [path, sample, isUpload] = samples[sent % samples.length] ?? ['/api/read', {}];
      const changed = JSON.stringify(random(20) === 0 ? null : mutated({ ...(sample as object), id: `packet-${sent}` }, random));
      const form = new FormData();
      form.set(random(10) === 0 ? 'jsn' : 'json', changed);
      if (random(4) === 0) form.append('file:name', new File(['words'], random(2) === 0 ? '' : '../../words\u202e.pdf'));
      const request =
        isUpload && random(2) === 0
          ? { method: 'POST', body: form, headers }
          : { method: 'POST', body: changed, headers: { ...headers, 'content-type': 'application/json' } };
      const response = await server.adapter.app.fetch(new Request(server.url + path, request));
      statuses.add(response.status);
      await response.arrayBuffer();
    }
    expect([...statuses].filter((status) => status >= 500)).toEqual([]);
    expect([...statuses].toSorted()).toContain(400);
    // What a browser sends by mistake is answered to it; the log would only be filled.
    expect(logger.lines.filter(({ level }) => level === 'warn' || level === 'error')).toEqual([]);
    await zainab.send(direct, '/coffee join');
    expect(server.inbox.received.commands.at(-1)).toMatchObject({ command: 'coffee' });
  } finally {
    await server.close();
  }
}, 600_000);
