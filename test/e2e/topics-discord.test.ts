import { describeTopicLife } from '../support/chats/describe-story.js';

describeTopicLife('discord');
describeTopicLife('discord', 'forum', ['ar']);
