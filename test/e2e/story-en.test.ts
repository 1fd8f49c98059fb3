import { describeStory } from '../support/story.js';

describeStory('en');
