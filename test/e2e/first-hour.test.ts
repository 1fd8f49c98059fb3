import { describe, expect, it } from 'vitest';
import { openCommunity } from '../support/chats/community.js';
import { SIZE, tellFirstHour } from '../support/chats/first-hour/index.js';
import { expectGoodManners } from '../support/chats/manners.js';

/** What an organiser may have to do at most, from the first link to the introductions of sixty organisations. */
const MOST = { web: { commands: 3, clicks: 14 }, slack: { commands: 3, clicks: 9 } } as const;

describe('a community’s first hour', () => {
  it.each([
    ['web', 'en'],
    ['slack', 'en'],
  ] as const)(
    'leads from an empty database and a messy spreadsheet to the first introductions, on %s, in %s',
    async (platform, language) => {
      const community = await openCommunity([platform], language, undefined, { isSetUp: false, access: 'sessions' });
      try {
        const { transcript, organiser, member, introduced } = await tellFirstHour(community, platform);
        expectGoodManners(community);
        expect(SIZE.organisations).toBe(60);
        expect(introduced).toBe(SIZE.members);
        expect(organiser.commands).toBeLessThanOrEqual(MOST[platform].commands);
        expect(organiser.clicks).toBeLessThanOrEqual(MOST[platform].clicks);
        // One command joins; in the browser chat a link and its button come before it.
        expect(member).toEqual({ commands: 1, clicks: platform === 'web' ? 2 : 0 });
        const did = `=== What it took\n\nThe organiser: ${organiser.commands} commands, ${organiser.clicks} clicks\nA member: ${member.commands} command, ${member.clicks} clicks\n`;
        // Whom the first round pairs is drawn by lot, so the story ends before it.
        const [told = ''] = transcript.split(/^.*matched for a coffee chat/mu);
        await expect(`${told}\n${did}`).toMatchFileSnapshot(`../golden/stories/first-hour.${platform}.${language}.txt`);
      } finally {
        await community.close();
      }
    },
    300_000,
  );
});
