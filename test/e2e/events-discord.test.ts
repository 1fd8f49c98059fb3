import { describeEventLife, describeOrganising } from '../support/chats/describe-story.js';

// Each platform in one language; `npm run torture:short` tells it in the others.
describeEventLife('discord', ['ar']);
describeOrganising('discord', ['ar']);
