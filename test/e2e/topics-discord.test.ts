import { describeTopicsStory } from '../support/chats/describe-story.js';

describeTopicsStory('discord');
