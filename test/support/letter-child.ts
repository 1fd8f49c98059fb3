/** Mails a letter until nothing is left to do, for a test that kills it: `letter-child.ts DATABASE_URL SMTP_URL NOW`. */
import { createEmbeddedRunner } from '../../src/agenda/embedded.js';
import { DELIVER } from '../../src/agenda/jobs.js';
import { createNotificationRegistry } from '../../src/agenda/notifications.js';
import { createParkedMessages } from '../../src/agenda/parked.js';
import { absentBlobs } from '../../src/blobs/absent.js';
import { createMail } from '../../src/cli/mail.js';
import { openStore } from '../../src/cli/open-store.js';
import { createInlineCompute } from '../../src/compute/host.js';
import { readEnvironment } from '../../src/config/environment.js';
import { toInstant } from '../../src/core/time.js';
import { createPlatforms } from '../../src/dispatch/platforms.js';
import { createContexts, type Job, wheneverPossible } from '../../src/feature-api/index.js';
import { features } from '../../src/features/index.js';
import { createFileTools } from '../../src/files/index.js';
import { linksOff } from '../../src/links/off.js';
import { createLogger } from '../../src/logging.js';

const [url = '', smtp = '', now = ''] = process.argv.slice(2);
const environment = readEnvironment({ DATABASE_URL: url, LOG_LEVEL: 'silent' });
const { store } = await openStore(environment);
const clock = { now: () => toInstant(Number(now)) };
const logger = createLogger('silent');
const contexts = createContexts({
  store,
  clock,
  logger,
  features,
  platforms: createPlatforms(new Map()),
  compute: createInlineCompute(),
  blobs: absentBlobs,
  files: createFileTools(),
  linkChecks: linksOff,
  random: () => 7,
  configuredOrganisers: [],
  publicUrl: () => 'https://mudhif.example.org',
  mail: createMail({ SMTP_URL: smtp, MAIL_FROM: 'bot@example.org' }),
  takeWaiting: createParkedMessages(createNotificationRegistry(features.messages)),
});
/** The post in the channel is not what is looked at here. */
const post: Job = { kind: DELIVER, class: 'delivery', lateness: wheneverPossible, run: async () => ({ type: 'dropped', reason: 'gone' }) };
const jobs = [post, ...features.jobs.filter(({ kind }) => kind === 'letter.mail')];
const runner = createEmbeddedRunner({ store: contexts, clock, logger, owner: 'child', jobs, platforms: [] });
// As at a start in one process: whatever an earlier one was running is planned again.
await contexts.autocommit.agenda.releaseOwned(undefined);
process.stdout.write('ready\n');
await runner.runDue();
await store.close();
