import { mapLookup } from '../../core/lookup.js';
import { defineFeature, noPersonalData } from '../../feature-api/index.js';
import { openProblemsBlocks } from './cards/problem.js';
import { problemsJobs } from './jobs.js';
import { problemsMessages } from './messages.js';
import { problemsNotices } from './notices.js';
import { lookForOpenProblems, problemOccurred, problemOver } from './record.js';

/** Problems between the bot and its platforms: organisers are told of each once, and see what is still open. */
export const problems = defineFeature({
  name: 'problems',
  kindPrefix: 'platform',
  tables: [],
  commands: [],
  handlers: [],
  messages: problemsMessages,
  notices: problemsNotices,
  jobs: problemsJobs,
  person: noPersonalData,
  problems: { occurred: problemOccurred, over: problemOver },
  matters: (context, { timezone }, language) =>
    mapLookup(lookForOpenProblems(context), (open) => openProblemsBlocks(open, timezone, language)),
});
