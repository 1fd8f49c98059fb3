import { describeCoffeeStory } from '../support/chats/describe-story.js';

describeCoffeeStory('discord');
