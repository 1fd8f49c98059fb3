import { describeCoffeeStory, describeStoryAcross } from '../support/chats/describe-story.js';

// `npm test` tells each story in one language.
describeCoffeeStory('slack', ['en', 'ckb']);
describeCoffeeStory('discord', ['en', 'ar']);
describeStoryAcross(['ar', 'ckb']);
