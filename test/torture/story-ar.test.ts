import { describeStory } from '../support/story.js';

// A Friday night: quiet hours, the weekend, and still somebody who has just come.
describeStory('ar', '2026-11-27T02:30', 2);
