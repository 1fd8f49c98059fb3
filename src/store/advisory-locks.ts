/** PostgreSQL's advisory locks that Mudhif takes, each with a second number. They are of one database, not of the server. */
export const LOCK = { run: 1_836_409_001, turn: 1_836_409_002 } as const;
