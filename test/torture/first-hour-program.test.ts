import { expect, it } from 'vitest';
import { SIZE, tellFirstHour } from '../support/chats/first-hour/index.js';
import { startProgramCommunity } from '../support/chats/program-community.js';

it('leads from an empty folder and the built program to the first introductions', async () => {
  const community = await startProgramCommunity('en');
  try {
    const { organiser, member, introduced } = await tellFirstHour(community, 'web');
    expect(introduced).toBe(SIZE.members);
    expect(organiser.commands).toBeLessThanOrEqual(3);
    expect(organiser.clicks).toBeLessThanOrEqual(14);
    expect(member).toEqual({ commands: 1, clicks: 2 });
  } finally {
    await community.close();
  }
}, 300_000);
