import { describeTopicLife } from '../support/chats/describe-story.js';

describeTopicLife('slack');
