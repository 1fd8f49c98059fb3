import { describeStory } from '../support/story.js';

describeStory('en', '2026-11-22T10:00');
