import { describe, it } from 'vitest';
import { LANGUAGES } from '../../../src/core/language.js';
import { tellCoffeeStory } from './coffee-story.js';
import { openCommunity, type Platform } from './community.js';
import { expectGoodManners } from './manners.js';
import { tellTopicsStory } from './topics-story.js';

/** A story that hangs says where long before; one on a busy machine may take its time. */
export const STORY_TIMEOUT = 300_000;

/** The story on one platform, in each language. */
export function describeCoffeeStory(platform: Platform): void {
  describe(`a community’s first coffee on ${platform}`, () => {
    it.each(LANGUAGES)(
      'from the list of members to what came of it, in %s',
      async (language) => {
        const community = await openCommunity([platform], language);
        try {
          await tellCoffeeStory(community, [platform]);
          expectGoodManners(community);
        } finally {
          await community.close();
        }
      },
      STORY_TIMEOUT,
    );
  });
}

/** A proposal from its form to its answer on one platform, in each language. */
export function describeTopicsStory(platform: Platform): void {
  describe(`a community’s first proposal on ${platform}`, () => {
    it.each(LANGUAGES)(
      'from the form to the answer, in %s',
      async (language) => {
        const community = await openCommunity([platform], language);
        try {
          await tellTopicsStory(community, platform);
          expectGoodManners(community);
        } finally {
          await community.close();
        }
      },
      STORY_TIMEOUT,
    );
  });
}
