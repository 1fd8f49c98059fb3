/** What the web chat takes at most. Beyond it the person is told so in their language; nothing is cut silently. */
export const LIMITS = {
  /** Characters of a message or a command as typed. */
  text: 4_000,
  /** Characters of one answer in a form, whatever the form itself allows. */
  fieldText: 8_000,
  /** Characters handed to completion. */
  typed: 200,
  /** Characters shown of a name or a title; the rest is behind an ellipsis. */
  name: 60,
  title: 80,
  fileName: 120,
  filesPerMessage: 4,
  /** Bytes of all files of one message. */
  fileBytes: 10 * 1024 * 1024,
  /** Bytes of a request without files. */
  requestBytes: 64 * 1024,
  /** Characters of a bot's message as JSON. */
  messageJson: 200_000,
  /** Characters of a delivery's key. */
  key: 120,
  messagesPerPage: 50,
  /** Changes sent at once to a page that comes back. */
  changesPerTurn: 200,
  choices: 25,
  fields: 10,
  streamsPerUser: 16,
  streams: 2_000,
} as const;

/** Milliseconds. */
export const TIMES = {
  /** A sign of life on an idle stream; the page takes three missed ones for a broken line. */
  heartbeat: 15_000,
  /** How often it is looked whether another process wrote something. */
  othersWrite: 1_000,
  /** How long the answer to a click is kept for the same click sent again. */
  answersKept: 120_000,
  signInLink: 10 * 60_000,
  session: 14 * 24 * 3_600_000,
  stop: 10_000,
} as const;
