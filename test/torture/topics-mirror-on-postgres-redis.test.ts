import { describeTopicsMirror } from './topics-mirror.js';

describeTopicsMirror('PostgreSQL and Redis');
