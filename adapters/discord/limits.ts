import { DAY, MINUTE, SECOND } from '../../src/core/time.js';

/**
 * What Discord takes at most (discord.com/developers/docs, seen November 2026; characters are UTF-16 units). What does not
 * fit is split into several messages or sent as a file; nothing is cut without a word.
 */
export const LIMITS = {
  /** Components V2: all components of a message, nested ones too, and the characters of all text displays together. */
  components: 40,
  textTotal: 4_000,
  /** One text display of ours: a bit less than the whole, so that a heading finds room beside it. */
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
  /** Our own: a message that would need more than these is refused; nobody reads that in a chat. */
  messages: 10,
  key: 120,
  modalTitle: 45,
  modalComponents: 5,
  modalLabel: 45,
  modalDescription: 100,
  inputValue: 4_000,
  inputPlaceholder: 100,
  threadName: 100,
  commandDescription: 100,
  commandCharacters: 8_000,
  choices: 25,
  choiceText: 100,
  textOption: 6_000,
  membersPerPage: 1_000,
  historyPerPage: 100,
  /** How far back `find` looks for a message of ours. */
  historyPages: 10,
  threadsPerPage: 100,
  /** Rows of a table that are still shown in the message, and the width of one as aligned text. */
  tableRows: 25,
  tableWidth: 56,
  listedRows: 20,
} as const;

/**
 * How fast requests go out. Discord grants 50 a second in all, and about 5 in 5 s to a channel: what a channel really has
 * comes with its answers, and discord.js keeps to it. Two in 41 ms are 48.8 a second: requests arrive unevenly.
 */
export const RATES = {
  all: { calls: 2, windowMs: 41 },
  answers: { calls: 1, windowMs: SECOND },
  channel: { calls: 5, windowMs: 5_100 },
  /** Other routes have limits that Discord tells only in its answers. */
  route: { calls: 50, windowMs: SECOND },
} as const;

/** Milliseconds. */
export const TIMES = {
  /** Discord drops an interaction that has no answer after 3 s; where the work takes longer than this, it is deferred. */
  defer: 0.8 * SECOND,
  /** So long what was asked for waits for acknowledgements of others. */
  turn: 2 * SECOND,
  /** Completions can't be deferred. */
  complete: 2 * SECOND,
  /** A token lasts 15 minutes; in the last half minute it is not relied on any more. */
  token: 14.5 * MINUTE,
  /** How long an answer or a form is kept for the person who will press the button. */
  kept: DAY,
  /** How far Discord's clock and ours may be apart, or have been when a message was due: ours may have stepped back by a day. */
  skew: DAY + 10 * MINUTE,
  request: 15 * SECOND,
  /** How long it counts that somebody's interaction told what they may do. */
  permissions: MINUTE,
  /** What a delivery waits for its slot in place; longer waits go back to the agenda. Three workers' places fit in. */
  pace: 2.6 * SECOND,
  /** The same for requests that nobody can put off. */
  patience: 30 * SECOND,
  /** What discord.js adds to each limit before it goes on. */
  rateOffset: 10,
  /** A rate limit that lasts longer goes back to the agenda instead of being waited for. */
  rateLimit: 2 * SECOND,
  /** After error 40003 no direct conversation is opened for so long. */
  directPause: DAY,
  /** How long deliveries wait while the token is refused or Discord is not reached. */
  tokenPause: 5 * MINUTE,
  /** People who came into the server before we knew it count as arrivals for so long. */
  arrivals: 7 * DAY,
  /** How long the list of channels is good for where no gateway tells of changes. */
  channels: MINUTE,
  download: 10 * SECOND,
  start: 30 * SECOND,
  /** Without its line for this long, organisers hear of it. */
  disconnected: MINUTE,
  longestBackoff: 30 * SECOND,
  stop: 10 * SECOND,
  /** Discord answers a closing at once. */
  disconnect: 2 * SECOND,
} as const;

/** How many entries each cache holds at most. */
export const CACHE_SIZES = {
  interactions: 20_000,
  answers: 1_000,
  forms: 2_000,
  directs: 20_000,
  permissions: 5_000,
  channels: 5_000,
} as const;

/** When more interactions than this wait to be handled, each is deferred at once. */
export const CROWD = 16;
