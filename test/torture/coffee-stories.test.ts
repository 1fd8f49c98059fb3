import { LANGUAGES } from '../../src/core/language.js';
import { describeCoffeeStory, describeStoryAcross } from '../support/chats/describe-story.js';

// `npm test` tells those of one platform in one language.
describeCoffeeStory('slack', ['en', 'ckb']);
describeCoffeeStory('discord', ['en', 'ar']);
describeStoryAcross(LANGUAGES);
