import { describeTopicsMirror } from './topics-mirror.js';

describeTopicsMirror('SQLite alone');
