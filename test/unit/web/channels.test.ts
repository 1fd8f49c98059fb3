import { afterEach, describe, expect, it } from 'vitest';
import type { ChannelPurpose } from '../../../src/ports/chat.js';
import { PURPOSES } from '../../support/purposes.js';
import { webClient } from '../../support/web-client.js';
import { startWebServer, type WebServer } from '../../support/web-server.js';

const [general, coffee] = PURPOSES as readonly [ChannelPurpose, ChannelPurpose, ...ChannelPurpose[]];

describe('the channels of the web chat', () => {
  let server: WebServer | undefined;
  afterEach(async () => {
    await server?.close();
    server = undefined;
  });
  const channelsOf = async (user: string, purposes?: readonly ChannelPurpose[]) => {
    server ??= await startWebServer(purposes ? { purposes } : {});
    const { conversations } = await webClient(server, user).state();
    return conversations.filter(({ kind }) => kind === 'channel');
  };

  it('are those of the default purposes, in their order, unless others are given', async () => {
    expect((await channelsOf('haider')).map(({ purpose }) => purpose)).toEqual(['general', 'coffee', 'organisers']);
    expect((await channelsOf('zainab')).map(({ purpose }) => purpose)).toEqual(['general', 'coffee']);
  });

  it('follow the given purposes: order, readers and picture', async () => {
    const purposes: readonly ChannelPurpose[] = [{ ...coffee, sign: 'cup', readers: 'organisers', inThreads: true }, general];
    expect(await channelsOf('haider', purposes)).toMatchObject([
      { purpose: 'coffee', private: true, sign: 'cup', inThreads: true },
      { purpose: 'general', private: false, sign: null, inThreads: false },
    ]);
    expect(await channelsOf('zainab')).toMatchObject([{ purpose: 'general' }]);
    expect(await server?.adapter.checkChannel('organisers', 'organisers')).toBe('missing');
  });

  it('have the title of their purpose; one that the catalogues do not know has its name', async () => {
    const untitled: ChannelPurpose = { ...general, name: 'untitled' };
    expect((await channelsOf('haider', [general, coffee, untitled])).map(({ title }) => title)).toEqual(['عام', 'قهوة', 'untitled']);
  });
});
