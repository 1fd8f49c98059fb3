import { describeFirstHour } from '../support/chats/describe-story.js';

// `npm test` tells it in English.
describeFirstHour('web', ['ar', 'ckb']);
describeFirstHour('slack', ['ar', 'ckb']);
describeFirstHour('discord', ['ar']);
