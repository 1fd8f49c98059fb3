import { describeStory } from '../support/story.js';

// Half a year of it; `npm test` tells the first rounds.
describeStory('ar', '2026-11-27T02:30');
