import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/core/language.js';
import { tellStoryAcross } from '../support/chats/across-story.js';
import { openCommunity } from '../support/chats/community.js';
import { STORY_TIMEOUT } from '../support/chats/describe-story.js';
import { expectGoodManners } from '../support/chats/manners.js';

describe('one community on Slack and Discord', () => {
  it.each(LANGUAGES)(
    'from the list of members to what came of it, in %s',
    async (language) => {
      const community = await openCommunity(['slack', 'discord'], language);
      try {
        await tellStoryAcross(community);
        expectGoodManners(community);
        expect(community.agreed.size).toBeGreaterThan(0);
        expect(community.declined.size).toBeGreaterThan(0);
      } finally {
        await community.close();
      }
    },
    STORY_TIMEOUT,
  );
});
