import { describeStoryAcross } from '../support/chats/describe-story.js';

// Each story in one language; `npm run torture:short` tells it in the others.
describeStoryAcross(['en']);
