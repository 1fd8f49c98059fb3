import { DAY, HOUR, MINUTE, SECOND } from '../../src/core/time.js';

/** How far Slack's clock and a right one of ours may differ, in milliseconds. */
const CLOCK_DIFFERENCE = 10 * MINUTE;

/**
 * Slack's limits (docs.slack.dev/reference/block-kit, seen November 2026). Content that does not fit is split or sent as a
 * file; nothing is cut silently. Numbers are characters unless they say otherwise.
 */
export const LIMITS = {
  blocksPerMessage: 50,
  blocksPerView: 100,
  /**
   * Slack refuses messages whose blocks contain more than about 13,200 characters (`msg_blocks_too_long`), and does not
   * document how it counts. The whole JSON is counted here because it is longer than any other way of counting.
   */
  messageJson: 12_000,
  /** Views may have 250 KB of JSON. */
  viewJson: 200_000,
  heading: 150,
  /** A text object in a context block. */
  note: 1_900,
  /** Characters of one rich text block: its limit is not documented, so a section's is used. */
  richText: 2_800,
  /** JSON of lines that share one rich text block. */
  blockJson: 5_000,
  buttonLabel: 75,
  accessibilityLabel: 75,
  actionsPerBlock: 25,
  options: 100,
  optionLabel: 75,
  optionDescription: 75,
  optionValue: 150,
  placeholder: 150,
  url: 3_000,
  actionId: 255,
  tableRows: 100,
  tableColumns: 20,
  /** All cells of one table together; documented as 10,000. */
  tableJson: 9_000,
  viewTitle: 24,
  viewButton: 24,
  inputLabel: 2_000,
  inputHint: 2_000,
  inputText: 3_000,
  privateMetadata: 3_000,
  filesPerMessage: 10,
  /** Bytes of one file, as everywhere in Mudhif. */
  fileBytes: 10 * 1024 * 1024,
  /** People in a group direct message besides the bot. */
  groupPeople: 8,
  channelName: 80,
  /** A delivery's key, as in the contract. */
  key: 120,
  /** Characters of a message that is sent as a file; a longer one is refused. */
  fileText: 200_000,
  /** Conversations that are searched before their first post after a start. */
  probes: 40,
  /** More messages than this become one message and a file. */
  messagesPerDelivery: 5,
  responseUrlUses: 5,
  /** Events whose repetition is noticed without asking the app. */
  rememberedEvents: 5_000,
  /** Deliveries that are found again without asking Slack. */
  rememberedPosts: 5_000,
  /** Messages that were deleted, or are to be. */
  rememberedRemovals: 5_000,
  /** Messages whose thread is known without asking Slack. */
  rememberedRoots: 20_000,
  /** People whose names are put into what others write. */
  rememberedNames: 1_000,
  /** Response URLs whose uses are counted. */
  rememberedResponseUrls: 2_000,
  /** Dialogs that wait behind a button. */
  pendingViews: 500,
  /** Home tabs that are kept up to date. */
  homes: 2_000,
  /** Pages of `historyPage` messages that a search for an earlier attempt reads before the outcome stays unknown. */
  historyPages: 25,
  historyPage: 200,
  /** Pages of `historyPage` messages that are read of a thread after a gap: from its beginning, and if it is longer, of what is new. */
  missedPages: 25,
} as const;

/** Calls a minute that Slack allows for a method (docs.slack.dev/apis/web-api/rate-limits: tiers 2, 3 and 4 at their least). */
export const TIERS: Readonly<Record<string, number>> = {
  'conversations.create': 20,
  'conversations.list': 20,
  'conversations.history': 50,
  'conversations.replies': 50,
  'conversations.invite': 50,
  'conversations.join': 50,
  'conversations.open': 50,
  'conversations.setTopic': 20,
  'chat.update': 50,
  'chat.delete': 50,
  'chat.postEphemeral': 100,
  'files.getUploadURLExternal': 100,
  'files.completeUploadExternal': 100,
  'files.delete': 50,
  'users.info': 100,
  'views.open': 100,
  'views.publish': 100,
  'views.update': 100,
};

/**
 * How fast messages are sent. Slack allows about one a second in a conversation and "several hundred a minute" in a
 * workspace (docs.slack.dev, "Rate limits": posting messages); 300 are used, of which 10 are reserved for answers. Windows
 * are a little longer than Slack's because requests arrive unevenly.
 */
export const RATES = {
  conversation: { calls: 1, windowMs: 1_050 },
  workspace: { calls: 1, windowMs: 207 },
  workspaceAnswers: { calls: 10, windowMs: MINUTE },
  tierWindow: 61 * SECOND,
  /** The share of a tier that messages to many may use. */
  tierShare: 0.9,
} as const;

/** Durations in milliseconds. */
export const TIMES = {
  responseUrl: 30 * MINUTE,
  /** How long a trigger can open a view. */
  trigger: 3 * SECOND,
  /** A form's answer that takes longer is replaced by a view that asks to wait, because Slack waits three seconds only. */
  formAnswer: 2 * SECOND,
  /** How long a form that takes too long waits for the person's language, before it asks in English to wait. */
  formLanguage: SECOND / 4,
  call: 10 * SECOND,
  upload: 60 * SECOND,
  /** How far back a search for an earlier attempt goes. */
  history: 7 * 24 * 60 * MINUTE,
  /** How far back threads are read before the first connection, if no process noted until when nothing was missed. */
  missed: HOUR,
  /** How long before the last received event older ones may still be unacknowledged. */
  missedBefore: 10 * MINUTE,
  /** The shortest interval between two notes of the moment until which nothing was missed. */
  heard: MINUTE,
  /** The pause between threads that nobody waits for, so that searches for earlier attempts find room beside them. */
  betweenThreads: 2 * SECOND,
  /** The first and the longest pause before what was missed is read again. */
  missedRetry: MINUTE,
  longestMissedRetry: 15 * MINUTE,
  /** How long without a request of Slack's counts as a gap, because some requests may not have reached us. */
  silence: HOUR,
  /** How far Slack's clock and ours may differ, also when the message was due: ours may have been set back by a day. */
  skew: DAY + CLOCK_DIFFERENCE,
  clockDifference: CLOCK_DIFFERENCE,
  /** How long after a start the deliveries of a killed process may be repeated. */
  probing: 10 * MINUTE,
  connect: 20 * SECOND,
  longestBackoff: 30 * SECOND,
  /** How long without any connection before the problem is reported. */
  disconnected: MINUTE,
  /** A connection that breaks within this time was not back. */
  steady: 20 * SECOND,
  /** A delivery that would wait longer for its slot goes back to the agenda. */
  pace: 1.5 * SECOND,
  /** How long the deleted parts of a message are remembered. */
  removing: HOUR,
  /** How long to wait for rate limits within a delivery of several messages, or for an answer to a person. */
  longestWait: 30 * SECOND,
  stop: 10 * SECOND,
  /** Requests with an older signature are refused. */
  signature: 5 * MINUTE,
  /** How long a button can open the form that came too late for its trigger. */
  pendingView: 30 * MINUTE,
} as const;
