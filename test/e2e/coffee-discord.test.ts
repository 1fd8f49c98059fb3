import { describeCoffeeStory } from '../support/chats/describe-story.js';

// Each story in one language; `npm run torture:short` tells it in the others.
describeCoffeeStory('discord', ['ckb']);
