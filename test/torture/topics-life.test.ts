import { describeTopicLife } from '../support/chats/describe-story.js';

// `npm test` tells each platform's life of a topic in one language.
describeTopicLife('slack', 'channel', ['ar', 'ckb']);
describeTopicLife('discord', 'channel', ['en', 'ckb']);
describeTopicLife('discord', 'forum', ['ar']);
describeTopicLife('web', 'channel', ['en', 'ar']);
