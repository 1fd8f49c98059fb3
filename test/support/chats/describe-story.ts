import { describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '../../../src/core/language.js';
import { tellCoffeeStory } from './coffee-story.js';
import { openCommunity, type Platform, type TopicsPlace } from './community.js';
import { expectGoodManners } from './manners.js';
import { liveATopic } from './topic-life/index.js';

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

/**
 * A topic from its proposal to its report on one platform, in each language: what people see is in a file, to be read, the same wherever
 * topics have their place. */
export function describeTopicLife(platform: Platform, place: TopicsPlace = 'channel', languages: readonly Language[] = LANGUAGES): void {
  describe(`the life of a topic on ${platform}, in a ${place}`, () => {
    it.each(languages)(
      'from the proposal to the report, in %s',
      async (language) => {
        const community = await openCommunity([platform], language, place);
        try {
          const seen = await liveATopic(community, platform);
          expectGoodManners(community);
          await expect(seen).toMatchFileSnapshot(`../golden/stories/${platform}.${language}.txt`);
        } finally {
          await community.close();
        }
      },
      STORY_TIMEOUT,
    );
  });
}
