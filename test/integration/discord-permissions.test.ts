import { expect, it } from 'vitest';
import { PERMISSIONS, THREAD_PERMISSIONS } from '../../adapters/discord/permissions.js';
import type { Message } from '../../src/core/message.js';
import type { Identity } from '../../src/ports/chat.js';
import { startDiscord } from '../support/discord/harness.js';

const say = (text: string): Message => ({ cards: [{ language: 'en', blocks: [{ type: 'paragraph', text: [text] }] }] });
const none = { mentions: new Map<number, Identity>() };

it('asks for no permission that nothing needs, and for all that something needs', async () => {
  const harness = await startDiscord();
  const { discord, adapter } = harness;
  const { coffee } = harness.channels;
  const person = ({ id }: { readonly id: string }): Identity => ({ platform: 'discord', space: discord.world.guild.id, user: id });
  const file = { name: 'a.txt', mediaType: 'text/plain', bytes: new Uint8Array(1) };
  const everything = async (run: string): Promise<void> => {
    const channel = await adapter.channel('coffee');
    if (!channel) throw new Error('no channel');
    await adapter.post(channel, say('x'), { key: `k:${run}`, ...none });
    await adapter.post(channel, { ...say('x'), files: [file] }, { key: `f:${run}`, ...none });
    // Without the right to read what was said, Discord shows an empty channel.
    if ((await adapter.find(channel, `k:${run}`)) === undefined) throw new Error('its own message is not found');
    const group = await adapter.openGroup(`coffee:${run}`, [person(harness.zainab), person(harness.karwan)], 'Coffee');
    await adapter.post(group, say('x'), { key: `g:${run}`, ...none });
    const { thread } = await adapter.threads.open(channel, 'A thread', say('x'), { key: `t:${run}`, ...none });
    const written = harness.zainab.say(discord.channel(thread.id), 'hide me');
    await adapter.remove({ conversation: thread, id: written.message.id });
    await adapter.threads.close(thread);
    await adapter.post(thread, say('in short'), { key: `s:${run}`, ...none });
  };
  try {
    await everything('all');
    const needed: string[] = [];
    const all = [...PERMISSIONS, ...THREAD_PERMISSIONS];
    for (const { name, bit } of all) {
      discord.deny(coffee, bit);
      const refused = await everything(name).then(
        () => false,
        () => true,
      );
      coffee.overwrites.pop();
      if (refused) needed.push(name);
    }
    expect(needed).toEqual(all.map(({ name }) => name));
  } finally {
    await harness.close();
  }
});
