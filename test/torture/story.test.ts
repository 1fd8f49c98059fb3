import { describeStory } from '../support/story.js';

// Half a year of each; `npm test` tells the first rounds.
describeStory('en', '2026-11-22T10:00');
describeStory('ar', '2026-11-27T02:30');
