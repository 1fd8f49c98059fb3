import { describeEventLife, describeOrganising } from '../support/chats/describe-story.js';

// `npm test` tells each platform's life of an event in one language.
describeEventLife('slack', ['ar', 'ckb']);
describeEventLife('discord', ['en', 'ckb']);
describeEventLife('web', ['en', 'ar']);
describeOrganising('slack', ['ar', 'ckb']);
describeOrganising('discord', ['en', 'ckb']);
describeOrganising('web', ['en', 'ar']);
