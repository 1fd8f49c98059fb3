import { describeStory } from '../support/story.js';

// `npm run torture:short` tells half a year of it.
describeStory('en', '2026-11-22T10:00', 2);
