import { DAY, MINUTE, SECOND } from '../../src/core/time.js';

/**
 * What Slack takes at most (docs.slack.dev/reference/block-kit, seen November 2026). What does not fit is split or sent
 * as a file; nothing is cut without a word.
 */
export const LIMITS = {
  blocksPerMessage: 50,
  blocksPerView: 100,
  /**
   * Slack refuses messages whose blocks hold more than about 13,200 characters (`msg_blocks_too_long`), and does not say
   * how it counts. We count the whole JSON, which is more than any way of counting, and stay below.
   */
  messageJson: 12_000,
  /** Views may have 250 KB; far more than a person reads. */
  viewJson: 200_000,
  heading: 150,
  /** A text object in a context block. */
  note: 1_900,
  /** Characters of one rich text block: no limit is known, so we keep to a section's. */
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
  /** Characters of a message that is sent as a file; beyond this it is a mistake. */
  fileText: 200_000,
  /** Conversations that are looked into before the first post after a start. */
  probes: 40,
  /** More messages than this become one message and a file. */
  messagesPerDelivery: 5,
  responseUrlUses: 5,
  /** Home tabs that are kept up to date. */
  homes: 2_000,
  /** Pages of 200 messages that a search for an earlier try reads before it says that it can't tell. */
  historyPages: 25,
  historyPage: 200,
} as const;

/** Calls a minute that Slack grants a method (docs.slack.dev/apis/web-api/rate-limits: tiers 2, 3 and 4 at their least). */
export const TIERS: Readonly<Record<string, number>> = {
  'conversations.create': 20,
  'conversations.list': 20,
  'conversations.history': 50,
  'conversations.invite': 50,
  'conversations.join': 50,
  'conversations.open': 50,
  'conversations.setTopic': 20,
  'chat.update': 50,
  'chat.delete': 50,
  'chat.postEphemeral': 100,
  'files.getUploadURLExternal': 100,
  'files.completeUploadExternal': 100,
  'users.info': 100,
  'views.open': 100,
  'views.publish': 100,
  'views.update': 100,
};

/**
 * How fast messages go out. Slack grants about one a second in a conversation and "several hundred a minute" in a
 * workspace; we take 300, of which 10 are kept for answers. Windows are a little longer than Slack's, since requests
 * arrive unevenly.
 */
export const RATES = {
  conversation: { calls: 1, windowMs: 1_050 },
  workspace: { calls: 1, windowMs: 207 },
  workspaceAnswers: { calls: 10, windowMs: MINUTE },
  tierWindow: 61 * SECOND,
  /** The part of a tier that a fan-out may use. */
  tierShare: 0.9,
} as const;

export const TIMES = {
  responseUrl: 30 * MINUTE,
  /** A trigger opens a view for three seconds. */
  trigger: 3 * SECOND,
  /** A submitted form is answered within Slack's three seconds, or first with a view that says "one moment". */
  formAnswer: 2 * SECOND,
  call: 10 * SECOND,
  upload: 60 * SECOND,
  /** How far back a search for an earlier try looks. */
  history: 7 * 24 * 60 * MINUTE,
  /** How far Slack's clock and ours may be apart, or have been when a message was due: ours may have stepped back by a day. */
  skew: DAY + 10 * MINUTE,
  /** After a start, work of a process that was killed may come back. */
  probing: 10 * MINUTE,
  connect: 20 * SECOND,
  longestBackoff: 30 * SECOND,
  /** Without any connection for this long, organisers hear of it. */
  disconnected: MINUTE,
  /** What waits longer for its slot goes back to the agenda. */
  pace: 1.5 * SECOND,
  /** A rate limit within a message of several parts, or an answer to a person, is waited out up to this long. */
  longestWait: 30 * SECOND,
  stop: 10 * SECOND,
  /** Requests that are signed for longer ago are refused. */
  signature: 5 * MINUTE,
  /** A form that came too late for its trigger waits this long behind a button. */
  pendingView: 30 * MINUTE,
} as const;
