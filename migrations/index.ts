import type { Migration } from 'kysely';
import { firstTables } from './0001_first_tables.js';
import { pace } from './0002_pace.js';
import { oneCommunity } from './0003_one_community.js';
import { importDrafts } from './0004_import_drafts.js';
import { leases } from './0005_leases.js';
import { givenToTheMatching } from './0006_given_to_the_matching.js';
import { quarantine } from './0007_quarantine.js';
import { inboundEvents } from './0008_inbound_events.js';
import { webThreads } from './0009_web_threads.js';
import { topics } from './0010_topics.js';
import { topicDiscussions } from './0011_topic_discussions.js';
import { notificationChoices } from './0012_notification_choices.js';
import { monthsAsTheyWere } from './0013_months_as_they_were.js';
import { events } from './0014_events.js';
import { summaryTranslations } from './0015_summary_translations.js';
import { identities } from './0016_identities.js';
import { eventMaterials } from './0017_event_materials.js';
import { eventMessages } from './0018_event_messages.js';
import { eventSeriesMembers } from './0019_event_series_members.js';
import { invitations } from './0020_invitations.js';
import { eventGuests } from './0021_event_guests.js';
import { blobs } from './0023_blobs.js';
import { resources } from './0024_resources.js';
import { stories } from './0025_stories.js';
import { knowledge } from './0026_knowledge/index.js';
import { photosAndCatchingUp } from './0027_photos_and_catching_up/index.js';
import { summariesAndRenewedLeases } from './0028_summaries_and_renewed_leases/index.js';
import { overnightSessions } from './0029_overnight_sessions.js';
import { lookupsOfCommands } from './0030_lookups_of_commands.js';
import { waitingByReader } from './0034_waiting_by_reader.js';
import { eventShares } from './0035_event_shares.js';
import { proposersBeforeMerges } from './0036_proposers_before_merges.js';
import type { ColumnTraits } from './traits.js';

/**
 * Every migration by name, in the order of their names. A plain list rather than a look into the folder, so that it
 * is there after compiling and bundling too. A migration that was released never changes.
 */
export function migrationsFor(traits: ColumnTraits): Readonly<Record<string, Migration>> {
  return {
    '0001_first_tables': firstTables(traits),
    '0002_pace': pace(traits),
    '0003_one_community': oneCommunity(traits),
    '0004_import_drafts': importDrafts(traits),
    '0005_leases': leases(traits),
    '0006_given_to_the_matching': givenToTheMatching(traits),
    '0007_quarantine': quarantine,
    '0008_inbound_events': inboundEvents(traits),
    '0009_web_threads': webThreads(traits),
    '0010_topics': topics(traits),
    '0011_topic_discussions': topicDiscussions(traits),
    '0012_notification_choices': notificationChoices(traits),
    '0013_months_as_they_were': monthsAsTheyWere(traits),
    '0014_events': events(traits),
    '0015_summary_translations': summaryTranslations(traits),
    '0016_identities': identities(traits),
    '0017_event_materials': eventMaterials(traits),
    '0018_event_messages': eventMessages(traits),
    '0019_event_series_members': eventSeriesMembers(traits),
    '0020_invitations': invitations(traits),
    '0021_event_guests': eventGuests(traits),
    '0023_blobs': blobs(traits),
    '0024_resources': resources(traits),
    '0025_stories': stories(traits),
    '0026_knowledge': knowledge(traits),
    '0027_photos_and_catching_up': photosAndCatchingUp(traits),
    '0028_summaries_and_renewed_leases': summariesAndRenewedLeases(traits),
    '0029_overnight_sessions': overnightSessions,
    '0030_lookups_of_commands': lookupsOfCommands,
    '0034_waiting_by_reader': waitingByReader,
    '0035_event_shares': eventShares(traits),
    '0036_proposers_before_merges': proposersBeforeMerges(traits),
  };
}
