import { describeFirstHour } from '../support/chats/describe-story.js';

// `npm run torture:short` tells it in the other languages.
describeFirstHour('web', ['en']);
describeFirstHour('slack', ['en']);
