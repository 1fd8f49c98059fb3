/** Limits of the web chat. Input beyond a limit is refused with an error in the person's language, never cut. */
export const LIMITS = {
  /** Characters of a message or a command as typed. */
  text: 4_000,
  /** Characters of one form field, whatever the form itself allows. */
  fieldText: 8_000,
  /** Characters sent to completion. */
  typed: 200,
  /** Characters shown of a name, a title and a file name; the rest is replaced by an ellipsis. */
  name: 60,
  title: 80,
  fileName: 120,
  filesPerMessage: 4,
  /** Bytes of all files of one message together. */
  fileBytes: 10 * 1024 * 1024,
  /** Bytes of a request without files. */
  requestBytes: 64 * 1024,
  /** Characters of a bot's message as JSON. */
  messageJson: 200_000,
  /** Characters of a delivery's key. */
  key: 120,
  messagesPerPage: 50,
  /** Changes read from the store at once for a stream. */
  changesPerRead: 200,
  choices: 25,
  fields: 10,
  /** Requests of one person that are answered at the same time, and that may wait for their turn. */
  requestsAtOnce: 4,
  requestsWaiting: 100,
  /** Open streams of one session (a browser opens one a tab), of one person, and of all. */
  streamsPerSession: 8,
  streamsPerUser: 16,
  streams: 2_000,
} as const;

/** Durations in milliseconds. */
export const TIMES = {
  /** How long the body of a request may take, without and with files. */
  request: 15_000,
  upload: 300_000,
  /** Time between heartbeats on an idle stream; the page reconnects after three missed ones. */
  heartbeat: 15_000,
  /** Time between updates of a stream while the demo's clock is moved, when each moment brings messages. */
  whileMoving: 300,
  /** Time between looks whether the session of an open stream still lasts. */
  sessionCheck: 10_000,
  /** Time between checks for what other processes wrote. */
  otherProcesses: 1_000,
  /** How long the language of a person is remembered for errors. */
  languageKept: 10_000,
  /** How long the outcome of a request is kept for a repetition of it. */
  outcomesKept: 120_000,
  /** How long a sign-in link is valid. */
  signInLink: 10 * 60_000,
  /** How long a session is valid. */
  session: 14 * 24 * 3_600_000,
  /** How long `stop` waits for running requests. */
  stop: 10_000,
} as const;
