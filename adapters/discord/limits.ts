import { DAY, HOUR, MINUTE, SECOND } from '../../src/core/time.js';

/**
 * Discord's limits (discord.com/developers/docs, as of November 2026), in UTF-16 units, bytes or entries. Content that does not
 * fit is split into several messages or sent as a file; nothing is cut silently.
 */
export const LIMITS = {
  /** Components V2: all components of a message, nested ones included, and the characters of all its text displays together. */
  components: 40,
  textTotal: 4_000,
  /** Our own limit of one text display: less than the whole message, so that a heading fits beside it. */
  text: 3_600,
  buttonsPerRow: 5,
  customId: 100,
  buttonLabel: 80,
  url: 512,
  options: 25,
  optionText: 100,
  placeholder: 150,
  filesPerMessage: 10,
  fileBytes: 10 * 1024 * 1024,
  fileTitle: 1_024,
  mentionsPerMessage: 100,
  nonce: 25,
  /** Our own: content that would need more messages than this is refused, because nobody reads that much in a chat. */
  messages: 10,
  key: 120,
  modalTitle: 45,
  modalComponents: 5,
  modalLabel: 45,
  modalDescription: 100,
  inputValue: 4_000,
  inputPlaceholder: 100,
  threadName: 100,
  eventName: 100,
  eventDescription: 1_000,
  eventLocation: 100,
  eventUsersPerPage: 100,
  commandDescription: 100,
  commandCharacters: 8_000,
  choices: 25,
  choiceText: 100,
  textOption: 6_000,
  membersPerPage: 1_000,
  historyPerPage: 100,
  /** How many pages of history `find` reads at most. */
  historyPages: 10,
  /** How many pages of a thread are read after a gap at most, once for what is new and once for what is known. */
  missedPages: 50,
  /** Our own: for how many emoji on a missed post Discord is asked who used them. */
  missedReactions: 5,
  reactionsPerPage: 100,
  /** Our own: how many pages of the users of an emoji on a message are read, and how often one page is requested again. */
  reactionPages: 10,
  reactionsRefused: 3,
  /** Our own: for how many reactions in a thread Discord is asked for the users although their number has not changed. */
  missedAlike: 150,
  threadsPerPage: 100,
  /** Active threads in a server (discord.com/developers/docs/topics/threads), and our own: how many of them are many. */
  activeThreads: 1_000,
  activeThreadsShare: 0.9,
  /** How many pages of archived threads are searched at most. */
  threadPages: 50,
  /** Our own: rows and width, in columns of a terminal, of a table that is shown as aligned text. */
  tableRows: 25,
  tableWidth: 56,
  /** Our own: rows of a table that is shown as a list; a longer one becomes a file. */
  listedRows: 20,
} as const;

/**
 * How fast requests are sent. Discord allows 50 a second in all, and about 5 in 5 s to a channel
 * (discord.com/developers/docs/topics/rate-limits); the exact limit of a channel comes with each response, and discord.js keeps to it.
 * Two requests in 41 ms are 48.8 a second, which leaves room for requests that arrive unevenly.
 */
export const RATES = {
  all: { calls: 2, windowMs: 41 },
  answers: { calls: 1, windowMs: SECOND },
  channel: { calls: 5, windowMs: 5_100 },
  /** Discord tells the limits of other routes only in its responses. */
  route: { calls: 50, windowMs: SECOND },
} as const;

/** Durations in milliseconds. */
export const TIMES = {
  /** Discord drops an interaction that has no answer after 3 s, so it is deferred when handling it takes longer than this. */
  defer: 0.8 * SECOND,
  /** How long handling an interaction waits for the acknowledgements of others. */
  handlerDelay: 2 * SECOND,
  /** A completion can't be deferred, so it is given up after this. */
  complete: 2 * SECOND,
  /** An interaction's token lasts 15 minutes; a new answer is not begun in the last half minute. */
  token: 14.5 * MINUTE,
  /** How long an answer or a form waits behind its button. */
  pendingReply: DAY,
  /** How long an interaction is recognised when Discord delivers it again. */
  seen: DAY,
  /** How long the type and the owner of a channel are remembered; neither changes. */
  channelInfo: DAY,
  /** How far Discord's clock may differ from ours; ours may have been set back by a day since a message was due. */
  skew: DAY + 10 * MINUTE,
  /** The timeout of one request. */
  request: 15 * SECOND,
  /** How long the permissions that came with a person's interaction are relied on. */
  permissions: MINUTE,
  /** How long a delivery waits for its slot. Longer waits go back to the agenda. Slots for three workers fit in. */
  pace: 2.6 * SECOND,
  /** The same for requests that can't go back to the agenda. */
  patience: 30 * SECOND,
  /** What discord.js adds to each rate limit before it goes on. */
  rateOffset: 10,
  /** A rate limit that lasts longer than this goes back to the agenda. */
  rateLimit: 2 * SECOND,
  /** How long a thread waits to be opened while the server has too many. */
  threadsFull: 10 * MINUTE,
  /** How far back threads are read before the first connection, if no process noted until when nothing was missed. */
  missed: HOUR,
  /** How long before the last received event older ones may still be unhandled when a process ends. */
  missedBefore: 10 * MINUTE,
  /** The shortest interval between two notes of the moment until which nothing was missed. */
  heard: MINUTE,
  /** The first and the longest pause before what was missed is read again. */
  missedRetry: MINUTE,
  longestMissedRetry: 15 * MINUTE,
  /** How long no direct conversation is opened after error 40003. */
  directPause: DAY,
  /** How long deliveries wait while the token is refused or Discord can't be reached. */
  tokenPause: 5 * MINUTE,
  /** At the first start, people who came into the server within this time count as new. */
  arrivals: 7 * DAY,
  /** How long the list of channels is used before it is read again, where no gateway reports changes. */
  channels: MINUTE,
  /** The timeout of downloading a file. */
  download: 10 * SECOND,
  /** The timeout of connecting to the gateway. */
  start: 30 * SECOND,
  /** Organisers are told of a lost connection after this. */
  disconnected: MINUTE,
  /** A connection that breaks within this time was not back. */
  steady: 20 * SECOND,
  /** The longest pause between two attempts to connect for the first time. */
  longestBackoff: 30 * SECOND,
  /** How often it is told who is in the voice channels, for those who were there before an event. */
  voices: 5 * MINUTE,
  /** How long `stop` waits for work that is under way. */
  stop: 10 * SECOND,
} as const;

/** How long closing a connection may take, in milliseconds. Discord usually confirms it at once. */
export const CLOSE_TIMEOUT_MS = 2 * SECOND;

/** How many entries each cache holds at most. */
export const CACHE_SIZES = {
  interactions: 20_000,
  answers: 1_000,
  forms: 2_000,
  directs: 20_000,
  permissions: 5_000,
  channels: 5_000,
  authors: 20_000,
  reactions: 20_000,
  bots: 1_000,
} as const;

/** When more interactions than this wait to be handled, each is deferred at once. */
export const CONGESTED_ABOVE = 16;
