import { describe, expect, it } from 'vitest';
import type { Language } from '../../../src/core/language.js';
import { tellStoryAcross } from './across-story.js';
import { tellCoffeeStory } from './coffee-story.js';
import { openCommunity, type Platform, type TopicsPlace } from './community.js';
import { liveAnEvent } from './event-life/index.js';
import { organiseEvents } from './event-life/organising.js';
import { INTRODUCTIONS, SIZE, tellFirstHour } from './first-hour/index.js';
import { expectGoodManners } from './manners.js';
import { liveATopic } from './topic-life/index.js';

/** A story that hangs says where long before; one on a busy machine may take its time. */
const STORY_TIMEOUT = 300_000;

/** The story on one platform, in each of these languages. */
export function describeCoffeeStory(platform: Platform, languages: readonly Language[]): void {
  describe(`a community’s first coffee on ${platform}`, () => {
    it.each(languages)(
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
 * A topic from its proposal to its report on one platform, in each of these languages: what people see is in a file, to be read, the same wherever
 * topics have their place. */
export function describeTopicLife(platform: Platform, place: TopicsPlace, languages: readonly Language[]): void {
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

/** A webinar on one platform, in each of these languages: what people see is in a file, to be read. */
export function describeEventLife(platform: Platform, languages: readonly Language[]): void {
  describe(`the life of an event on ${platform}`, () => {
    it.each(languages)(
      'from the form to the ratings, in %s',
      async (language) => {
        const community = await openCommunity([platform], language);
        try {
          const seen = await liveAnEvent(community, platform);
          expectGoodManners(community);
          await expect(seen).toMatchFileSnapshot(`../golden/stories/events.${platform}.${language}.txt`);
        } finally {
          await community.close();
        }
      },
      STORY_TIMEOUT,
    );
  });
}

/** A training with applications, minutes and the report on one platform, in each of these languages: what people see is in a file, to be read. */
export function describeOrganising(platform: Platform, languages: readonly Language[]): void {
  describe(`what organisers do for events on ${platform}`, () => {
    it.each(languages)(
      'from applications and certificates to minutes and the report, in %s',
      async (language) => {
        const community = await openCommunity([platform], language);
        try {
          const seen = await organiseEvents(community, platform);
          expectGoodManners(community);
          await expect(seen).toMatchFileSnapshot(`../golden/stories/organising.${platform}.${language}.txt`);
        } finally {
          await community.close();
        }
      },
      STORY_TIMEOUT,
    );
  });
}

/** What an organiser may have to do at most, from the first link to the introductions of sixty organisations. */
const MOST = { web: { commands: 3, clicks: 14 }, slack: { commands: 3, clicks: 9 }, discord: { commands: 3, clicks: 9 } } as const;

/** The first hour of a community on one platform, in each of these languages: what the organiser and a member see is in a file, to be read. */
export function describeFirstHour(platform: Platform, languages: readonly Language[]): void {
  describe(`a community’s first hour on ${platform}`, () => {
    it.each(languages)(
      'leads from an empty database and a messy spreadsheet to the first introductions, in %s',
      async (language) => {
        const community = await openCommunity([platform], language, undefined, { isSetUp: false, access: 'sessions' });
        try {
          const { transcript, organiser, member, introduced } = await tellFirstHour(community, platform);
          expectGoodManners(community);
          expect(SIZE.organisations).toBe(60);
          expect(introduced).toBe(SIZE.members);
          // Who reads no English says so first, where the platform does not know their language.
          expect(organiser.commands).toBeLessThanOrEqual(MOST[platform].commands + (platform === 'slack' && language !== 'en' ? 1 : 0));
          expect(organiser.clicks).toBeLessThanOrEqual(MOST[platform].clicks);
          // One command joins; in the browser chat a link and its button come before it.
          expect(member).toEqual({ commands: 1, clicks: platform === 'web' ? 2 : 0 });
          const did = `=== What it took\n\nThe organiser: ${organiser.commands} commands, ${organiser.clicks} clicks\nA member: ${member.commands} command, ${member.clicks} clicks\n`;
          // Whom the first round pairs is drawn by lot, so the story ends before it.
          const [told = ''] = transcript.split(`=== ${INTRODUCTIONS}`);
          await expect(`${told}\n${did}`).toMatchFileSnapshot(`../golden/stories/first-hour.${platform}.${language}.txt`);
        } finally {
          await community.close();
        }
      },
      STORY_TIMEOUT,
    );
  });
}

/** The story of one community on Slack and Discord, in each of these languages. */
export function describeStoryAcross(languages: readonly Language[]): void {
  describe('one community on Slack and Discord', () => {
    it.each(languages)(
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
}
