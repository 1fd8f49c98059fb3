import { ChannelType } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { createChannels } from '../../../adapters/discord/places/channels.js';
import { isNamed } from '../../../adapters/discord/places/conversations.js';
import { commonPurpose, purposesForThreads } from '../../../adapters/discord/places/purposes.js';
import type { ChannelPurpose } from '../../../src/ports/chat.js';
import { PURPOSES } from '../../support/purposes.js';

const purposes: readonly ChannelPurpose[] = [
  { name: 'plenary', usualNames: ['plenary', 'قاعة'], readers: 'everyone', welcomes: true },
  { name: 'tea', usualNames: ['tea', 'شاي'], readers: 'everyone', fallback: 'plenary', welcomes: true },
  { name: 'committee', usualNames: ['committee', 'لجنة'], readers: 'organisers', welcomes: false },
];

/** Channels without a gateway connection, by name and whether everyone reads them. */
function createSample(listed: Readonly<Record<string, boolean>>, chosen: Readonly<Record<string, string>> = {}) {
  const all = Object.entries(listed).map(([name, open], index) => ({ id: `${index + 1}`, name, type: ChannelType.GuildText, open }));
  const channels = createChannels({
    client: () => undefined,
    guildId: () => '9',
    purposes,
    chosen: async () => chosen,
    problems: { report() {}, over() {}, isOpen: () => false },
    lookUp: (wanted) => all.find((channel) => isNamed(channel, wanted)),
  });
  return { channels, nameOf: (purpose: string) => all.find(({ id }) => id === channels.id(purpose))?.name };
}

describe('the channels of the purposes', () => {
  it('have one of the usual names, the first that is there', () => {
    const { nameOf } = createSample({ شاي: true, Plenary: true, قاعة: true });
    expect(['tea', 'plenary', 'committee', 'garden'].map(nameOf)).toEqual(['شاي', 'Plenary', undefined, undefined]);
  });

  it('are those that organisers have chosen, by name or id, and no others then', async () => {
    const { channels, nameOf } = createSample(
      { tea: true, lounge: true, plenary: true },
      { tea: '#Lounge', plenary: '1', committee: 'gone' },
    );
    await channels.refresh();
    expect(['tea', 'plenary', 'committee'].map(nameOf)).toEqual(['lounge', 'tea', undefined]);
  });

  it('are not used for organisers while everyone reads them', () => {
    expect(createSample({ committee: true }).nameOf('committee')).toBeUndefined();
    expect(createSample({ committee: false }).nameOf('committee')).toBe('committee');
  });

  it('serve private threads and notes to everyone in the order of today', () => {
    expect(purposesForThreads(PURPOSES).map(({ name }) => name)).toEqual(['coffee', 'general']);
    expect(commonPurpose(PURPOSES)?.name).toBe('general');
    expect(purposesForThreads(purposes).map(({ name }) => name)).toEqual(['tea', 'plenary']);
  });
});
